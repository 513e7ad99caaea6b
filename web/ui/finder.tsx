// Ctrl-K: finds pages and what can be done here at once and, while somebody types, cases, customers, invoices, messages and payments,
// asked of the server a moment after each key.

import { Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight } from '@mantine/spotlight'
import {
  IconBolt,
  IconBriefcase,
  IconCoin,
  IconFileInvoice,
  IconHandStop,
  IconMail,
  IconMailOpened,
  IconPhone,
  IconSearch,
  IconUser,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useReducer, useState } from 'react'
import { useAsk } from '../api.ts'
import { pages } from '../pages.ts'
import { finderWords } from '../words/finder.ts'
import { shellWords } from '../words/shell.ts'
import { finder, finderStore } from './finding.ts'
import { useDeeds } from './keys.tsx'
import { useHalt } from './stop.tsx'
import { useForms, useNouns, useWords } from './tongue.tsx'

interface Found {
  readonly id: string
  readonly label: string
  readonly says?: string
  readonly aside?: string
  readonly icon: ReactNode
  /** Where it is, or what it does. */
  readonly to: string | (() => void)
  /** Of a case: the message to open it at. */
  readonly at?: string
  readonly key?: string
}

const wait = 60

export function Finder() {
  const w = useWords(shellWords)
  const f = useWords(finderWords)
  const nouns = useNouns()
  const [typed, type] = useState('')
  const text = typed.trim()
  const groups = useFound(typed)
  const navigate = useNavigate()
  // What can be done here is asked anew each time it opens.
  const [, opened] = useReducer((times: number) => times + 1, 0)
  const here: Found[] = pages
    .filter((it) => it.menu !== undefined)
    .map((it) => {
      const Icon = it.menu!.icon
      const word = it.menu!.word
      const label = word === 'debtors' ? nouns.debtors : word === 'claims' ? nouns.claims : (w[word] as string)
      return { id: it.path, label, icon: <Icon size={18} aria-hidden />, to: it.path }
    })
    .filter((it) => text === '' || it.label.toLowerCase().includes(text.toLowerCase()))
  const known = (says: string) => text === '' || says.toLowerCase().includes(text.toLowerCase())
  const deeds: Found[] = useDeeds()()
    .filter((it) => known(it.says))
    .map((it) => ({
      id: `key ${it.key}`,
      label: it.says.charAt(0).toUpperCase() + it.says.slice(1),
      icon: <IconBolt size={18} aria-hidden />,
      to: it.run,
      key: it.key,
    }))
  const halt = useHalt()
  if (halt && known(halt.says))
    deeds.push({ id: 'stop', label: halt.says, icon: <IconHandStop size={18} aria-hidden />, to: halt.run })
  const all = [
    ...(text === '' ? [] : groups.found),
    { label: w.deeds, items: deeds },
    { label: f.pages, items: here },
  ].filter((it) => it.items.length > 0)
  const go = ({ to, at }: Found) => {
    if (typeof to === 'string') return void navigate({ to, search: (at === undefined ? {} : { at }) as never })
    // After the focus is back where it was, for what opens a dialog takes it from there.
    setTimeout(to, 0)
  }
  return (
    <Spotlight.Root
      store={finderStore}
      shortcut={null}
      query={typed}
      onQueryChange={type}
      onSpotlightOpen={opened}
      scrollable
      maxHeight="70vh"
      size="lg"
      centered={false}
      yOffset="12vh"
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      // Its name is for those who hear it; whoever sees it sees the field.
      title={w.find}
      classNames={{ actionsGroup: 'finder-group', header: 'unseen' }}
    >
      <Spotlight.Search
        leftSection={<IconSearch size={18} aria-hidden />}
        placeholder={w.findHint}
        aria-label={w.find}
        maxLength={100}
        onKeyDown={(event) => {
          // What has only just come is not chosen yet; Enter means the first of it.
          const [first] = all[0]?.items ?? []
          if (event.key !== 'Enter' || !first || document.querySelector('[data-action][data-selected]')) return
          event.preventDefault()
          finder.close()
          go(first)
        }}
      />
      <Spotlight.ActionsList>
        {all.map((group) => (
          <Spotlight.ActionsGroup key={group.label} label={group.label}>
            {group.items.map((it) => (
              <Spotlight.Action key={it.id} onClick={() => go(it)}>
                {it.icon}
                <div style={{ flex: 1, minWidth: 0, marginInlineStart: 12 }}>
                  <Text size="sm" className="name">
                    {it.label}
                  </Text>
                  {it.says && (
                    <Text size="xs" c="dimmed" className="name" truncate>
                      {it.says}
                    </Text>
                  )}
                </div>
                {it.key && (
                  <kbd className="key" aria-hidden>
                    {it.key}
                  </kbd>
                )}
                {it.aside && (
                  <Text size="sm" className="figure" ml="sm">
                    {it.aside}
                  </Text>
                )}
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {all.length === 0 && (
          <Spotlight.Empty>{groups.busy ? w.loading : groups.failed ? w.offline : w.nothingFound}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** What the server knows by these words, in groups. */
function useFound(typed: string) {
  const f = useWords(finderWords)
  const nouns = useNouns()
  const forms = useForms()
  const [later] = useDebouncedValue(typed, wait)
  const text = later.trim()
  const ask = useAsk('GET /v1/search', { query: { text: text || '-' } }, { enabled: text.length >= 2 })
  const { data } = ask
  const size = { size: 18, 'aria-hidden': true } as const
  const found: { label: string; items: Found[] }[] =
    !data || text.length < 2
      ? []
      : [
          {
            label: f.cases,
            items: data.debtors.map((it) => ({
              id: `case ${it.id}`,
              label: it.name,
              says: `${it.no} · ${forms.place(it.country)}`,
              icon: <IconBriefcase {...size} />,
              to: `/cases/${it.id}`,
            })),
          },
          {
            label: nouns.debtors,
            items: data.debtors.slice(0, 3).map((it) => ({
              id: it.id,
              label: f.openDebtor(it.name),
              icon: <IconUser {...size} />,
              to: `/debtors/${it.id}`,
            })),
          },
          {
            label: nouns.claims,
            items: data.claims.map((it) => ({
              id: it.id,
              label: it.number,
              says: it.debtorName,
              aside: it.openMinor === 0 ? f.settled : forms.money(it.openMinor, it.currency),
              icon: <IconFileInvoice {...size} />,
              to: `/claims/${it.id}`,
            })),
          },
          {
            label: f.messages,
            items: data.messages.map((it) => {
              const Icon = it.channel === 'phone' ? IconPhone : it.direction === 'in' ? IconMailOpened : IconMail
              return {
                id: it.id,
                label: it.subject || it.excerpt || f.call,
                says: [it.debtorName, f.wayOf(it.channel, it.direction), it.subject && it.excerpt]
                  .filter(Boolean)
                  .join(' · '),
                aside: forms.day(it.day),
                icon: <Icon {...size} />,
                to: `/cases/${it.debtor}`,
                at: it.id,
              }
            }),
          },
          {
            label: f.payments,
            items: data.payments.map((it) => ({
              id: it.id,
              label: it.reference,
              says: `${it.debtorName} · ${forms.day(it.day)}`,
              aside: forms.money(it.amountMinor, it.currency),
              icon: <IconCoin {...size} />,
              to: `/debtors/${it.debtor}`,
            })),
          },
        ]
  return { found, busy: typed.trim().length >= 2 && (ask.isFetching || later !== typed), failed: ask.isError }
}
