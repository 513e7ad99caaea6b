// The way to the server: the typed client under the session of who is signed in, and what it answers kept and renewed by TanStack
// Query. A Problem of the server keeps its cure, so that a page can show both.

import {
  keepPreviousData,
  QueryClient,
  type UseQueryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { type Answer, type Ask, type Call, client, DunwellProblem, type Item, type Lists } from '../src/http/client.ts'
import { makeOnce } from './once.ts'

const headers: Record<string, string> = { 'Dunwell-Desk': '1' }

/** From here on every request means this workspace. */
export function workIn(workspaceId: string): void {
  headers['Dunwell-Workspace'] = workspaceId
}

/** From here on the server's sentences are asked for in this language. */
export function hearIn(language: string): void {
  headers['Accept-Language'] = language
}

/** From here on every request is meant as this person; in the name of another, who signed in elsewhere in this browser, nothing is done. */
export function workAs(email: string): void {
  headers['Dunwell-Person'] = encodeURIComponent(email)
}

let unseated: (asked: boolean) => void = () => undefined

/** Told as soon as an answer says that this tab has nobody, or another, at it; `asked` where somebody wanted something done. */
export function onUnseated(tell: (asked: boolean) => void): void {
  unseated = tell
}

const unseating: readonly unknown[] = ['signin.needed', 'signin.other', 'seat.none']

async function watched(answer: Response, asked: boolean): Promise<Response> {
  if (answer.status === 401 || answer.status === 403) {
    const body = await answer
      .clone()
      .json()
      .catch(() => ({}))
    if (unseating.includes(body.code)) unseated(asked)
  }
  return answer
}

export const dunwell = client({
  url: '',
  headers,
  fetch: async (url, init) => watched(await fetch(url, init), init.method !== 'GET'),
})

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && !(error instanceof DunwellProblem && error.facts.status < 500),
    },
  },
})

type Loose = (call: string, ask?: unknown) => Promise<unknown>
const ask = dunwell as unknown as Loose

/** What a call answers, kept under the call and what it was asked with. */
export function useAsk<C extends Call>(
  call: C,
  it?: Ask<C>,
  options?: Omit<UseQueryOptions<Answer<C>, Error>, 'queryKey' | 'queryFn'>,
) {
  return useQuery<Answer<C>, Error>({
    queryKey: [call, it ?? {}],
    queryFn: ({ signal }) => ask(call, { ...it, signal }) as Promise<Answer<C>>,
    placeholderData: keepPreviousData as never,
    ...options,
  })
}

/** A list page by page, each fetched when the one before is nearly read. */
export function usePages<C extends Lists>(call: C, it?: Ask<C>) {
  const found = useInfiniteQuery<Answer<C>, Error>({
    queryKey: [call, it ?? {}, 'pages'],
    queryFn: ({ signal, pageParam }) => {
      const query = { ...(it as { query?: object } | undefined)?.query, ...(pageParam ? { cursor: pageParam } : {}) }
      return ask(call, { ...it, query, signal }) as Promise<Answer<C>>
    },
    initialPageParam: undefined,
    getNextPageParam: (page) => (page as { next?: string }).next,
    placeholderData: keepPreviousData as never,
  })
  const pages = (found.data as { pages: readonly Answer<C>[] } | undefined)?.pages
  const rows = useMemo(() => pages?.flatMap((page) => (page as unknown as { items: Item<C>[] }).items), [pages])
  return {
    rows,
    error: found.error,
    more: found.hasNextPage,
    fetching: found.isFetching,
    fetchMore: () => void found.fetchNextPage(),
    again: () => void (found.isFetchNextPageError ? found.fetchNextPage() : found.refetch()),
  }
}

const doneOnce = makeOnce(ask)

/** Does something once, however often it is clicked: what is under way is joined, and what was never answered is repeated as the same. */
export function once<C extends Call>(call: C, it?: Ask<C>): Promise<Answer<C>> {
  return doneOnce(call, it) as Promise<Answer<C>>
}

/**
 * Does something once, and afterwards takes everything that is shown anew: what a payment changes is not for a page to guess. Of a form
 * that makes something (`form`) all is one wish until it was answered, also where a field was changed in between: nothing is made twice.
 */
export function useDo<C extends Call>(call: C, { form = false } = {}) {
  const all = useQueryClient()
  const wish = useRef<{ key: string; underway?: Promise<Answer<C>> }>(undefined)
  const answered = async (its: { key: string; underway?: unknown }, it: Ask<C>): Promise<Answer<C>> => {
    try {
      const answer = await once(call, { idempotencyKey: its.key, ...it })
      wish.current = undefined
      return answer
    } catch (error) {
      its.underway = undefined
      // The first try had arrived after all: what is shown now says so, and the next is a new wish.
      if (error instanceof DunwellProblem && error.facts.code === 'request.key_used') {
        wish.current = undefined
        void all.invalidateQueries()
      }
      throw error
    }
  }
  const send = (it: Ask<C>): Promise<Answer<C>> => {
    if (!form) return once(call, it)
    wish.current ??= { key: crypto.randomUUID() }
    const its = wish.current
    its.underway ??= answered(its, it)
    return its.underway
  }
  return useMutation<Answer<C>, Error, Ask<C>>({ mutationFn: send, onSuccess: () => all.invalidateQueries() })
}

/** Plain requests beside the API: signing in, the first start. */
export async function post<T>(path: string, body: unknown): Promise<T> {
  return answerOf(
    await watched(
      await fetch(path, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
      false,
    ),
  )
}

export async function get<T>(path: string): Promise<T> {
  return answerOf(await fetch(path, { headers }))
}

async function answerOf<T>(answer: Response): Promise<T> {
  const body = await answer.json().catch(() => ({}))
  if (answer.ok) return body as T
  const { status, statusText } = answer
  const facts = {
    type: 'about:blank',
    title: statusText,
    status,
    detail: body.detail ?? body.message ?? statusText,
    code: body.code ?? String(status),
    fix: body.fix ?? '',
  }
  throw new DunwellProblem({ ...facts, ...(body.column && { column: body.column }) })
}
