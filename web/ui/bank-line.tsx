// One payment of a bank file: what the bank says, whose it may be with the evidence as plain chips, and what can be done with it.

import { Anchor, Badge, Box, Button, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { bankWords } from '../words/bank.ts'
import { useMay } from './seat.tsx'
import { useForms, useWords } from './tongue.tsx'

export type Line = Answer<'GET /v1/bank-lines'>['items'][number]

export function BankLine({
  it,
  here,
  busy,
  accept,
  split,
  aside,
  undo,
}: {
  it: Line
  here: boolean
  busy: boolean
  accept: (proposal: number) => void
  split: () => void
  aside: () => void
  undo: () => void
}) {
  const w = useWords(bankWords)
  const forms = useForms()
  const may = useMay('collector')
  const [all, showAll] = useState(false)
  const waits = it.state === 'waiting' || it.state === 'unapplied'
  const [first, ...others] = it.proposals
  return (
    <Box id={it.id} px="md" py="sm" className={here ? 'row-here' : undefined} aria-current={here ? 'true' : undefined}>
      <div className="approval">
        <Group gap="0 8px" align="baseline" className="work-name">
          <Text fw={620} className="theirs" c={it.name || it.account ? undefined : 'dimmed'}>
            {it.name ?? it.account ?? w.noName}
          </Text>
          <Text size="xs" c="dimmed" component="span">
            {forms.day(it.day)}
            {it.account && `, ${w.from(it.account)}`}
          </Text>
        </Group>
        <Text fw={650} className="work-sum figure" fz={{ base: 'md', sm: 'lg' }}>
          {forms.money(it.amountMinor, it.currency)}
        </Text>
        <Text size="sm" c="dimmed" className="work-text theirs" lineClamp={3}>
          {it.text}
        </Text>
      </div>
      {waits && (
        <Stack gap="xs" mt="xs">
          {first ? <Proposal of={first} currency={it.currency} /> : <Text size="sm">{w.noProposal}</Text>}
          {it.held.length > 0 && (
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {w.held(it.held.map((one) => one.name).join(', '))}
            </Text>
          )}
          {may && (
            <Group gap="xs">
              {first && (
                <Button size="xs" onClick={() => accept(1)} loading={busy} rightSection={here && <Letter of="↵" on />}>
                  {w.accept}
                </Button>
              )}
              <Button size="xs" variant="default" onClick={split} rightSection={here && <Letter of="s" />}>
                {first ? w.split : w.assign}
              </Button>
              <Button size="xs" variant="default" onClick={aside} rightSection={here && <Letter of="x" />}>
                {w.aside}
              </Button>
              {others.length > 0 && !all && (
                <Button size="xs" variant="subtle" onClick={() => showAll(true)}>
                  {w.others(others.length)}
                </Button>
              )}
            </Group>
          )}
          {all &&
            others.map((one, i) => (
              <Group key={one.says} justify="space-between" align="flex-start" gap="sm" pl="md">
                <Box style={{ flex: 1, minWidth: 220 }}>
                  <Proposal of={one} currency={it.currency} />
                </Box>
                {may && (
                  <Button size="xs" variant="default" onClick={() => accept(i + 2)}>
                    {w.acceptThis}
                  </Button>
                )}
              </Group>
            ))}
        </Stack>
      )}
      {!waits && (
        <Group justify="space-between" mt={4} gap="xs">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {it.parts.map((one) => `${one.name} ${forms.money(one.amountMinor, it.currency)}`).join(' · ') ||
              it.because}
          </Text>
          {may && (
            <Button size="xs" variant="default" onClick={undo} loading={busy}>
              {w.undo}
            </Button>
          )}
        </Group>
      )}
    </Box>
  )
}

/** The key that does the same to the line that is marked. */
function Letter({ of, on }: { of: string; on?: boolean }) {
  return (
    <Box visibleFrom="sm" component="span" aria-hidden>
      <kbd className="key" data-on={on}>
        {of}
      </kbd>
    </Box>
  )
}

function Proposal({ of, currency }: { of: Line['proposals'][number]; currency: string }) {
  const w = useWords(bankWords)
  const forms = useForms()
  return (
    <Box>
      {of.parts.map((part) => (
        <Text key={part.debtor} size="sm">
          <Anchor component={Link} to={`/cases/${part.debtor}` as never} fw={620} c="inherit" className="theirs">
            {part.name}
          </Anchor>
          {part.claims.length === 0 && ` ${w.onAccount}`}
          {part.claims.map((claim) => (
            <Text span size="sm" key={claim.claim}>
              {' · '}
              <span className="figure">
                {claim.number} {forms.money(claim.amountMinor, currency)}
                {claim.allowedMinor ? ` ${w.allowed(forms.money(claim.allowedMinor, currency))}` : ''}
                {claim.creditMinor ? ` ${w.credit(forms.money(claim.creditMinor, currency))}` : ''}
              </span>
            </Text>
          ))}
        </Text>
      ))}
      <Group gap={4} mt={4}>
        {of.chips.map((chip) => (
          <Badge key={chip} variant="light" color="gray" className="chip">
            {chip}
          </Badge>
        ))}
      </Group>
    </Box>
  )
}
