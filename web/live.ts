// What others change appears without a reload: the stream says which customers, and what is shown of them is asked anew. Where the
// stream breaks the browser opens it again, and everything is asked anew once.

import { useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { post, queries } from './api.ts'

export interface Here {
  readonly member: string
  readonly name: string
  readonly path: string
}

const gatherMs = 1_000
const tellMs = 15_000

/** Listens while the desk is open. */
export function useLive(workspaceId: string): readonly Here[] {
  const [here, setHere] = useState<readonly Here[]>([])
  const path = useRouterState({ select: (state) => state.location.pathname })
  const [opening, openAnew] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a stream that was refused is opened anew by counting on
  useEffect(() => {
    // The header that names the workspace cannot be sent with a stream, so the address does.
    const stream = new EventSource(`/desk/live?workspace=${encodeURIComponent(workspaceId)}`)
    let waiting: ReturnType<typeof setTimeout> | undefined
    let opened = false
    const renew = () => {
      clearTimeout(waiting)
      waiting = setTimeout(() => void queries.invalidateQueries(), gatherMs)
    }
    stream.addEventListener('change', renew)
    stream.addEventListener('open', () => {
      if (opened) renew()
      opened = true
    })
    // The browser opens a broken stream again by itself, but not one that was refused: who was signed out may be in again.
    let refused: ReturnType<typeof setTimeout> | undefined
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED) refused = setTimeout(() => openAnew((it) => it + 1), tellMs)
    })
    stream.addEventListener('here', (event) => setHere(JSON.parse((event as MessageEvent<string>).data) as Here[]))
    return () => {
      clearTimeout(waiting)
      clearTimeout(refused)
      stream.close()
    }
  }, [workspaceId, opening])
  useEffect(() => {
    const tell = () => void post('/desk/here', { path }).catch(() => undefined)
    tell()
    const again = setInterval(tell, tellMs)
    return () => clearInterval(again)
  }, [path])
  return here.filter((it) => it.path === path)
}
