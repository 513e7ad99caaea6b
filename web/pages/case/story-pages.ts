// The pages of a case's story: from the newest on, or from a little above one message that somebody came for.

import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { dunwell } from '../../api.ts'

/** Entries of one kind or of all; `at` counts where all are shown, and `newest` leaves it. */
export function useStory(id: string, kind: string, at: string | undefined) {
  const navigate = useNavigate()
  const query = kind !== 'all' ? { kinds: kind } : at !== undefined ? { around: at } : {}
  const ask = useInfiniteQuery({
    queryKey: ['GET /v1/cases/{id}/timeline', id, kind, kind === 'all' ? at : undefined],
    queryFn: ({ pageParam, signal }) =>
      dunwell('GET /v1/cases/{id}/timeline', {
        params: { id },
        query: pageParam === '' ? query : { ...query, cursor: pageParam },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
  const newest = () => void navigate({ to: '.', search: {} as never, replace: true })
  return { ask, newest }
}

/** Whoever came for this entry sees it, and goes on reading from it by keys. */
export function useWanted(wanted: boolean) {
  const own = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (!wanted) return
    own.current?.scrollIntoView({ block: 'center' })
    own.current?.focus({ preventScroll: true })
  }, [wanted])
  return own
}
