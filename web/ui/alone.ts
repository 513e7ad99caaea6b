// One thing at a time: while it works, a second click does nothing, also where it comes before anything was drawn anew.

import { useRef, useState } from 'react'

export function useAlone(): { readonly busy: boolean; alone(work: () => Promise<void>): Promise<void> } {
  const [busy, setBusy] = useState(false)
  const at = useRef(false)
  return {
    busy,
    alone: async (work) => {
      if (at.current) return
      at.current = true
      setBusy(true)
      try {
        await work()
      } finally {
        at.current = false
        setBusy(false)
      }
    },
  }
}
