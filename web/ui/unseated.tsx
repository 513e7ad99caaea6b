// Over the desk when this tab lost whoever worked at it: signed out in another window or by a session that was ended, somebody else signed in
// in this browser, or no seat any more. What was typed stays beneath until somebody has chosen.

import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { seatWords } from '../words/seat.ts'
import { useWords } from './tongue.tsx'

const SignIn = lazy(() => import('../pages/signin.tsx').then((it) => ({ default: it.SignInForm })))

export type Unseated =
  | { readonly why: 'out' }
  | { readonly why: 'other'; readonly name: string }
  | { readonly why: 'seat'; readonly workspace: string; readonly elsewhere: boolean }

export function UnseatedQuestion({
  it,
  was,
  look,
  again,
  goOn,
  signOut,
}: {
  it: Unseated
  /** Who worked here. */
  was: string
  /** Puts the question aside, to copy what was typed. */
  look: () => void
  /** Somebody signed in. */
  again: () => void
  /** Leaves what was typed, for whoever is signed in now. */
  goOn: () => void
  signOut: () => void
}) {
  const w = useWords(seatWords)
  const titles = { out: w.outTitle, other: w.otherTitle, seat: w.seatTitle }
  const says =
    it.why === 'out' ? w.outSays(was) : it.why === 'other' ? w.otherSays(it.name, was) : w.seatSays(it.workspace)
  return (
    <Modal opened onClose={look} title={titles[it.why]} closeButtonProps={{ 'aria-label': w.look }} zIndex={1000}>
      <Stack gap="md">
        <Text>{says}</Text>
        {it.why === 'out' && (
          <Suspense>
            <SignIn done={again} />
          </Suspense>
        )}
        {it.why === 'other' && (
          <Group>
            <Button onClick={signOut}>{w.beMe(was)}</Button>
            <Button variant="default" onClick={goOn}>
              {w.goOnAs(it.name)}
            </Button>
          </Group>
        )}
        {it.why === 'seat' && (
          <Group>
            <Button onClick={goOn}>{it.elsewhere ? w.elsewhere : w.leave}</Button>
          </Group>
        )}
        <Group>
          <Button variant="subtle" size="compact-sm" px={0} onClick={look}>
            {w.look}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
