// `dunwell debtor`: customers, their kind and how they are handled.

import type { Command } from 'commander'
import { groupNamed } from '../core/group.ts'
import { sumsText } from '../core/money.ts'
import { type DebtorKind, debtorKinds, type Handling, handlings } from '../core/policy.ts'
import { problem, quoted } from '../core/problem.ts'
import { confirmOther } from '../engine/reconsider.ts'
import { countryOf, languageOf } from '../imports/country.ts'
import { debtorId, findDebtor, listDebtors, searchDebtors, setDebtor } from '../store/debtor.ts'
import { listGroups } from '../store/group.ts'
import { confirmKinds, kindCounts, saidByHand } from '../store/kind.ts'
import { lookAgain } from '../store/ledger.ts'
import { atDesk, type CommonOptions, columns, command, type Wiring } from './desk.ts'
import { show } from './explain.ts'
import { merging } from './merge.ts'

function known(noun: string, text: string | undefined, read: (text: string) => string | undefined): string | undefined {
  const code = text === undefined ? undefined : read(text)
  if (text !== undefined && code === undefined)
    throw problem(`${noun}.unknown`, `${quoted(text)} is no known ${noun}.`, 'Use two letters, such as de.')
  return code
}

interface SetOptions extends CommonOptions {
  readonly name?: string
  readonly kind?: string
  readonly handling?: string
  readonly language?: string
  readonly country?: string
  readonly region?: string
  readonly paysBy?: string
  readonly accountManager?: string
  readonly segment?: string
  readonly group?: string
  readonly yes?: boolean
}

const groupsListed = 10_000

export function debtor(program: Command, wiring: Wiring): void {
  const it = program.command('debtor').description('customers: list, show, set, groups, kinds, merge')

  command(it, 'list', 'all customers, or those whose name has these words', './dunwell debtor list mey', { json: true })
    .argument('[words...]')
    .action((words: string[], options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const found = words.length > 0 ? await searchDebtors(tx, words.join(' '), 200) : await listDebtors(tx)
          const body = found.map((one) => [
            one.no,
            one.name,
            one.kind.replaceAll('_', ' '),
            one.country,
            one.handling.replaceAll('_', ' '),
          ])
          return {
            json: found.map((one) => ({ ...one, id: debtorId(one) })),
            text: found.length === 0 ? 'No customer.' : columns(['no', 'name', 'kind', 'country', 'handling'], body),
          }
        }),
      )(options),
    )

  command(
    it,
    'show',
    'a customer’s whole story and habits, with other spellings of the name',
    './dunwell debtor show 1017',
    { json: true },
  )
    .argument('<customer>', 'number, name or a part of it, or a payment reference')
    .action((text: string, options: CommonOptions) => atDesk(wiring, (desk) => show(desk, text))(options))

  merging(it, wiring)

  command(
    it,
    'set',
    'change a customer; of a kind, country or region first what it changes, then --yes',
    './dunwell debtor set "Meyer GmbH" --handling approve\n./dunwell debtor set "Meyer" --kind consumer\n./dunwell debtor set "Meyer" --kind consumer --yes',
    { json: true },
  )
    .argument('<customer>')
    .option('--name <name>', 'the spelling that letters use; the one before stays an alias')
    .option('--kind <kind>', debtorKinds.join(', '))
    .option('--handling <how>', handlings.join(', '))
    .option('--language <code>')
    .option('--country <code>')
    .option('--region <code>')
    .option('--pays-by <how>', 'transfer, direct_debit, card …')
    .option('--account-manager <name>')
    .option('--segment <name>', 'for choosing a policy')
    .option('--group <name>', 'under which customers of one owner or payer stand together; "" takes them out')
    .option('--yes', 'change the kind, country or region without showing first what that changes')
    .action((customer: string, options: SetOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          oneOf('kind', options.kind, debtorKinds)
          oneOf('handling', options.handling, handlings)
          const found = await findDebtor(tx, customer)
          const other = {
            kind: options.kind as DebtorKind | undefined,
            country: known('country', options.country, countryOf),
            region: options.region?.toUpperCase(),
          }
          if (!options.yes) await confirmOther(tx, desk.workspace, found, other, desk.today, 'Repeat it with --yes.')
          const changed = await setDebtor(tx, found, {
            ...other,
            name: options.name === undefined ? undefined : nameOf(options.name),
            kindBecause: options.kind ? saidByHand : undefined,
            handling: options.handling as Handling | undefined,
            language: known('language', options.language, languageOf),
            paysBy: free(options.paysBy),
            accountManager: free(options.accountManager),
            segment: free(options.segment),
            group: options.group?.trim() ? groupNamed(options.group) : free(options.group),
          })
          await lookAgain(tx, found.book, [found.id], desk.today)
          return {
            json: { debtor: found.no, changed },
            text: changed.length === 0 ? 'Nothing changed.' : `${found.name}: ${changed.join(', ')} changed.`,
          }
        }),
      )(options),
    )

  command(
    it,
    'groups',
    'customers under one owner or payer, and what they owe together',
    './dunwell debtor set "Meyer GmbH" --group "Meyer Holding"\n./dunwell debtor groups',
    { json: true },
  )
    .argument('[starts]', 'how the name begins')
    .action((starts: string | undefined, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const found = await listGroups(tx, starts ?? '', groupsListed)
          const body = found.map(({ name, debtors, owed }) => [
            ...[name, debtors],
            ...(['overdueMinor', 'openMinor'] as const).map((of) => sumsText(owed, of) || 'nothing'),
          ])
          return {
            json: found.map(({ key: _, ...one }) => one),
            text:
              found.length > 0
                ? columns(['group', 'customers', 'overdue', 'open'], body)
                : 'No group. Put a customer into one with: ./dunwell debtor set CUSTOMER --group NAME',
          }
        }),
      )(options),
    )

  command(
    it,
    'kinds',
    'why each customer is taken for a business, a consumer …, and confirm it in bulk',
    './dunwell debtor kinds\n./dunwell debtor kinds --confirm',
    { json: true },
  )
    .option('--confirm', 'yes, all of these are right')
    .action((options: CommonOptions & { confirm?: boolean }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const confirmed = options.confirm ? await confirmKinds(tx) : 0
          const found = await kindCounts(tx)
          const body = found.map((one) => [
            one.kind.replaceAll('_', ' '),
            one.because,
            one.count,
            one.confirmed ? 'confirmed' : 'proposed',
          ])
          return {
            json: { confirmed, kinds: found },
            text: `${columns(['kind', 'because', 'customers', ''], body)}${options.confirm ? `\n\n${confirmed} confirmed.` : '\n\nRight? ./dunwell debtor kinds --confirm. Wrong for one? ./dunwell debtor set CUSTOMER --kind business'}`,
          }
        }),
      )(options),
    )
}

/** What need not be said is taken out by an empty text. */
function free(text: string | undefined): string | null | undefined {
  return text === undefined ? undefined : text.trim() || null
}

function nameOf(text: string): string {
  const name = text.trim()
  if (name === '' || name.length > 300)
    throw problem('add.name', 'That is no name.', 'Give a name of 1 to 300 characters.')
  return name
}

function oneOf(what: string, value: string | undefined, of: readonly string[]): void {
  if (value !== undefined && !of.includes(value))
    throw problem(`debtor.${what}`, `${quoted(value)} is no ${what}.`, `Use one of: ${of.join(', ')}.`)
}
