// Before the desk: nobody yet, nobody signed in, somebody without a seat, or the desk itself in their language.

import { Center, Loader } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { get, hearIn, onUnseated, post, workAs, workIn } from '../api.ts'
import { type Language, languages } from '../words/both.ts'
import { type Seat, SeatContext } from './seat.tsx'
import { Failed } from './state.tsx'
import { TongueProvider } from './tongue.tsx'
import type { Unseated } from './unseated.tsx'

export interface DeskState {
  readonly start: {
    readonly needed: boolean
    readonly workspace: string | null
    readonly places?: readonly { readonly country: string; readonly currency: string; readonly zone: string }[]
  }
  readonly person: { readonly email: string; readonly name: string; readonly twoFactor: boolean } | null
  readonly workspaces: readonly {
    readonly id: string
    readonly name: string
    readonly role: 'owner' | 'manager' | 'collector' | 'viewer'
    readonly language: string | null
  }[]
}

// Asked for at once: nearly everybody who comes has a session, and the desk need not wait for being told so.
const desk = import('./desk.tsx')
desk.catch(() => undefined)
const Desk = lazy(() => desk.catch(() => import('./desk.tsx')))
const UnseatedQuestion = lazy(() => import('./unseated.tsx').then((it) => ({ default: it.UnseatedQuestion })))
const SignIn = lazy(() => import('../pages/signin.tsx'))
const Start = lazy(() => import('../pages/start.tsx'))

const languageKey = 'dunwell.language'
const workspaceKey = 'dunwell.workspace'

type Sat = Seat & { readonly workspace: DeskState['workspaces'][number] }

function keepWorkspace(id: string): void {
  sessionStorage.setItem(workspaceKey, id)
  localStorage.setItem(workspaceKey, id)
}

/** Why who has worked in this tab works here no more; undefined where they still do. */
function unseatedOf(sat: Seat, { person, workspaces }: DeskState): Unseated | undefined {
  if (!person) return { why: 'out' }
  if (person.email !== sat.person.email) return { why: 'other', name: person.name }
  if (workspaces.some((it) => it.id === sat.workspace.id)) return undefined
  return { why: 'seat', workspace: sat.workspace.name, elsewhere: workspaces.length > 0 }
}

function languageOf(wanted: string | null | undefined): Language | undefined {
  return languages.find((it) => it === wanted?.slice(0, 2))
}

export function Door() {
  const state = useQuery({ queryKey: ['state'], queryFn: () => get<DeskState>('/desk/state'), staleTime: 60_000 })
  const all = useQueryClient()
  // Of this tab first: what another tab chose since is not where this one works.
  const [chosen, choose] = useState(() => sessionStorage.getItem(workspaceKey) ?? localStorage.getItem(workspaceKey))
  const [spoken, speak] = useState(() => languageOf(localStorage.getItem(languageKey)))
  const its = state.data
  const workspace = its?.workspaces.find((it) => it.id === chosen) ?? its?.workspaces[0]
  const wait = (
    <Center mih="100vh">
      <Loader size="sm" aria-label="…" />
    </Center>
  )
  const renew = () => all.invalidateQueries({ queryKey: ['state'] })
  // Who has worked in this tab since it was opened. They keep their desk, and what they typed, until they themselves leave it.
  const [sat, sit] = useState<Sat>()
  const [aside, putAside] = useState(false)
  useEffect(
    () =>
      onUnseated((asked) => {
        if (asked) putAside(false)
        void all.invalidateQueries({ queryKey: ['state'] })
      }),
    [all],
  )
  const now = its?.person && workspace ? { person: its.person, workspace, others: its.workspaces } : undefined
  const unseated = sat && its ? unseatedOf(sat, its) : undefined
  const seat = unseated ? sat : now
  const language = spoken ?? languageOf(seat?.workspace.language) ?? languageOf(navigator.language) ?? 'en'
  document.documentElement.lang = language
  hearIn(language)
  const [seated, seatAs] = [JSON.stringify(sat), JSON.stringify(now)]
  useEffect(() => {
    if (!unseated && seatAs !== undefined && seatAs !== seated) sit(JSON.parse(seatAs) as Sat)
  }, [unseated, seated, seatAs])
  const leave = () => {
    sit(undefined)
    putAside(false)
    // Until it is known who is here now nobody is, so that whoever leaves is not asked why they left.
    all.setQueryData<DeskState>(['state'], (it) => it && { ...it, person: null, workspaces: [] })
    all.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'state' })
    void renew()
  }
  const say = (next: Language) => {
    localStorage.setItem(languageKey, next)
    speak(next)
    // What the server said so far was said in the other language.
    hearIn(next)
    void all.invalidateQueries()
  }
  const inner = () => {
    if (state.error && !its)
      return (
        <Center mih="100vh" p="md">
          <Failed error={state.error} again={() => void state.refetch()} />
        </Center>
      )
    if (!its) return wait
    if (its.start.needed)
      return <Start workspace={its.start.workspace} places={its.start.places ?? []} speak={say} done={renew} />
    if (!seat) return <SignIn seatless={its.person !== null} done={renew} />
    workIn(seat.workspace.id)
    workAs(seat.person.email)
    return (
      <SeatContext.Provider value={seat}>
        <Desk
          key={seat.workspace.id}
          onLanguage={say}
          onWorkspace={(id: string) => {
            keepWorkspace(id)
            all.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'state' })
            sit(undefined)
            choose(id)
          }}
          onSignedOut={leave}
        />
        {unseated && !aside && (
          <Suspense>
            <UnseatedQuestion
              it={unseated}
              was={seat.person.name}
              look={() => putAside(true)}
              again={() => void all.invalidateQueries()}
              goOn={leave}
              signOut={() => void post('/auth/sign-out', {}).then(renew)}
            />
          </Suspense>
        )}
      </SeatContext.Provider>
    )
  }
  return (
    <TongueProvider language={language}>
      <Suspense fallback={wait}>{inner()}</Suspense>
    </TongueProvider>
  )
}
