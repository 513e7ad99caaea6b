// Who works a case: rules in words, why it is theirs, and giving it to somebody else.

import { Button, Group, Menu, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconChevronDown, IconUser } from '@tabler/icons-react'
import type { Answer } from '../../src/http/client.ts'
import { useAsk, useDo } from '../api.ts'
import { collectorWords } from '../words/collectors.ts'
import { shellWords } from '../words/shell.ts'
import { useTakeBack } from './case-lately.tsx'
import { Failed } from './state.tsx'
import { useForms, useLanguage, useWords } from './tongue.tsx'
import { Why } from './why.tsx'

export type Collectors = Answer<'GET /v1/collectors'>
export type When = Collectors['rules'][number]['when']

/** A rule's condition as a sentence's part. */
export function useWhenText(): (when: When) => string {
  const w = useWords(collectorWords)
  const forms = useForms()
  const language = useLanguage()
  const named = (type: 'region' | 'language', code: string) => {
    try {
      return new Intl.DisplayNames([language], { type }).of(code) ?? code
    } catch {
      return code
    }
  }
  return (when) => {
    const { nameFrom, nameTo, owedFromMinor: from, owedToMinor: to, currency } = when
    const money = (minor: number) => forms.money(minor, currency!)
    return [
      when.creditor && w.owedTo_(when.creditor),
      when.country && w.inCountry(named('region', when.country)),
      when.language && w.inLanguage(named('language', when.language)),
      nameFrom && nameTo && w.names(nameFrom, nameTo),
      nameFrom && !nameTo && w.namesFrom(nameFrom),
      !nameFrom && nameTo && w.namesTo(nameTo),
      from !== undefined && to !== undefined && w.between(money(from), money(to)),
      from !== undefined && to === undefined && w.over(money(from)),
      from === undefined && to !== undefined && w.under(money(to)),
    ]
      .filter(Boolean)
      .join(', ')
  }
}

/** Whom cases can be given to: a menu's items; the last gives them back to the rules. */
export function GiveItems({ give }: { give: (to: { id: string; name: string } | null) => void }) {
  const w = useWords(collectorWords)
  const { data } = useAsk('GET /v1/collectors')
  return (
    <>
      {(data?.people ?? []).map((it) => (
        <Menu.Item key={it.id} onClick={() => give(it)}>
          <span className="name">{it.name}</span>
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item onClick={() => give(null)}>{w.giveRules}</Menu.Item>
    </>
  )
}

type CaseCollector = Answer<'GET /v1/cases/{id}'>['collectors'][number]

/** On the page of a case: who works it, why, and the menu that gives it on. */
export function CaseCollectors({ debtor, its, may }: { debtor: string; its: readonly CaseCollector[]; may: boolean }) {
  const w = useWords(collectorWords)
  const shell = useWords(shellWords)
  const forms = useForms()
  const whenText = useWhenText()
  const bulk = useDo('POST /v1/cases/bulk')
  const people = useAsk('GET /v1/collectors').data?.people ?? []
  const takeBack = useTakeBack()
  // Who works alone has nobody to give to.
  if (its.length === 0 && people.length < 2) return null
  const because = ({ why }: CaseCollector) => {
    if (!why) return []
    const by = why.by?.replace(/ <.*>$/, '') ?? ''
    if (why.how === 'rule') return [{ says: w.whyRule((why.rule ?? 0) + 1, whenText(why.when ?? {})) }]
    if (why.how === 'fewest') return [{ says: w.whyFewest }]
    return [{ says: why.how === 'hand' ? w.whyHand(by, forms.day(why.on)) : w.whyUndone(by, forms.day(why.on)) }]
  }
  // What somebody else changed meanwhile is asked, not overwritten.
  const shown = its.length > 0 ? its.map((it) => ({ debtor, was: it.id })) : [{ debtor, was: null }]
  const give = (to: { id: string; name: string } | null, seen: { debtor: string; was: string | null }[] = shown) =>
    bulk.mutate(
      {
        body: {
          debtors: [debtor],
          ...(seen.length > 0 && { seen }),
          deed: { do: 'collector', collector: to?.id ?? null },
        },
      },
      {
        onSuccess: ({ id, crossed }) => {
          const [other] = crossed
          if (id === null && !other) return
          const note = id ?? crypto.randomUUID()
          const again = () => {
            notifications.hide(note)
            give(to, [])
          }
          const now = people.find((it) => it.id === other?.now)?.name
          notifications.show({
            id: note,
            autoClose: other ? false : 12_000,
            ...(other && { color: 'amber' }),
            message: (
              <Group justify="space-between" wrap="nowrap">
                <span>{other ? w.givenMeanwhile(now ?? '') : to ? w.given(to.name) : w.givenRules}</span>
                <Button
                  size="compact-sm"
                  variant={other ? 'default' : 'light'}
                  onClick={() => (other ? again() : void takeBack(note))}
                >
                  {other ? w.giveAnyway : shell.undo}
                </Button>
              </Group>
            ),
          })
        },
        onError: (error) => notifications.show({ message: <Failed error={error} />, autoClose: 12_000 }),
      },
    )
  return (
    <Group gap="sm" mt={4}>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <IconUser size={15} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
        {its.length === 0 && (
          <Text size="sm" c="dimmed">
            {w.nobodyWorks}
          </Text>
        )}
        {its.map((it) => (
          <Group key={it.id} gap={6}>
            <Text size="sm">
              <Text span fw={600} className="theirs">
                {it.name}
              </Text>{' '}
              {w.works}
              {it.away?.until && (
                <Text span c="dimmed">
                  {` · ${w.coveredBy(it.away.by, forms.day(it.away.until))}`}
                </Text>
              )}
            </Text>
            <Why reasons={because(it)} />
          </Group>
        ))}
      </Group>
      {may && people.length > 1 && (
        <Menu>
          <Menu.Target>
            <Button
              size="compact-xs"
              variant="default"
              loading={bulk.isPending}
              rightSection={<IconChevronDown size={13} aria-hidden />}
            >
              {w.give}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
            <GiveItems give={give} />
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  )
}
