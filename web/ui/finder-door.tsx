// The way to the finder: its script comes once the page has been quiet, or at once for whoever asks for it.

import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useEffect, useState } from 'react'
import { finder, finderStore } from './finding.ts'

const Finder = lazy(() => import('./finder.tsx').then((it) => ({ default: it.Finder })))
const quietMs = 2_500

export function FinderDoor() {
  const [wanted, want] = useState(false)
  useEffect(() => {
    const later = setTimeout(() => want(true), quietMs)
    const leave = finderStore.subscribe(() => want(true))
    return () => {
      clearTimeout(later)
      leave()
    }
  }, [])
  // Here, so that the key is heard also while the script is on its way.
  useHotkeys([['mod+K', finder.open]])
  return wanted ? (
    <Suspense>
      <Finder />
    </Suspense>
  ) : null
}
