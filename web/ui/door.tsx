// Before the desk: nobody yet, nobody signed in, somebody without a seat, or the desk itself in their language.

import { Center, Loader } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { get, hearIn, workIn } from '../api.ts'
import { type Language, languages } from '../words/both.ts'
import { SeatContext } from './seat.tsx'
import { Failed } from './state.tsx'
import { TongueProvider } from './tongue.tsx'

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
const SignIn = lazy(() => import('../pages/signin.tsx'))
const Start = lazy(() => import('../pages/start.tsx'))

const languageKey = 'dunwell.language'
const workspaceKey = 'dunwell.workspace'

function languageOf(wanted: string | null | undefined): Language | undefined {
  return languages.find((it) => it === wanted?.slice(0, 2))
}

export function Door() {
  const state = useQuery({ queryKey: ['state'], queryFn: () => get<DeskState>('/desk/state'), staleTime: 60_000 })
  const all = useQueryClient()
  const [chosen, choose] = useState(() => localStorage.getItem(workspaceKey))
  const [spoken, speak] = useState(() => languageOf(localStorage.getItem(languageKey)))
  const its = state.data
  const workspace = its?.workspaces.find((it) => it.id === chosen) ?? its?.workspaces[0]
  const language = spoken ?? languageOf(workspace?.language) ?? languageOf(navigator.language) ?? 'en'
  document.documentElement.lang = language
  hearIn(language)
  const wait = (
    <Center mih="100vh">
      <Loader size="sm" aria-label="…" />
    </Center>
  )
  const renew = () => all.invalidateQueries({ queryKey: ['state'] })
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
    if (!its.person || !workspace) return <SignIn seatless={its.person !== null} done={renew} />
    workIn(workspace.id)
    return (
      <SeatContext.Provider value={{ person: its.person, workspace, others: its.workspaces }}>
        <Desk
          key={workspace.id}
          onLanguage={say}
          onWorkspace={(id: string) => {
            localStorage.setItem(workspaceKey, id)
            all.clear()
            choose(id)
          }}
          onSignedOut={() => {
            all.clear()
            void renew()
          }}
        />
      </SeatContext.Provider>
    )
  }
  return (
    <TongueProvider language={language}>
      <Suspense fallback={wait}>{inner()}</Suspense>
    </TongueProvider>
  )
}
