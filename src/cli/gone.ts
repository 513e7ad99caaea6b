// `dunwell gone`: claims that a full list names no longer, and what became of them.

import type { Command } from 'commander'
import { dayText } from '../core/day.ts'
import { moneyText } from '../core/money.ts'
import { callComplete, callPartial, readGone, settleGone, sumsOf } from '../engine/list.ts'
import { claimId, findClaim } from '../store/claim.ts'
import type { GoneClaim } from '../store/list.ts'
import { atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'

interface Options extends CommonOptions {
  readonly claim?: string[]
}

export function gone(program: Command, wiring: Wiring): void {
  const parent = program.command('gone').description('claims that a full list names no longer')
  const json = { json: true }
  command(parent, 'list', 'what waits for a word on what became of it', './dunwell gone list', json).action(
    atDesk(wiring, async (desk) => {
      const claims = await readGone(desk)
      return {
        json: { count: claims.length, sums: sumsOf(claims), claims: claims.map(goneJson) },
        text: claims.length === 0 ? 'No claim is gone from a list.' : goneText(claims.length, claims, sumsOf(claims)),
      }
    }),
  )
  const settle = (as: 'payment' | 'credit', done: string) =>
    atDesk<Options>(wiring, async (desk, options) => {
      const claims = await settleGone(desk, as, await claimsNamed(desk, options.claim))
      const sums = sumsText(sumsOf(claims))
      const text = `${counted(claims.length)} booked as ${done} in full on the day of the list: ${sums}.\n\nNext:  ./dunwell run --dry-run`
      return { json: { [as === 'payment' ? 'paid' : 'credited']: claims.map(goneJson) }, text }
    })
  command(parent, 'paid', 'they were paid in full', './dunwell gone paid\n./dunwell gone paid --claim 2026-0117', json)
    .option('--claim <numbers...>', 'these only')
    .action(settle('payment', 'paid'))
  command(parent, 'credited', 'they were credited', './dunwell gone credited --claim 2026-0117', json)
    .option('--claim <numbers...>', 'these only')
    .action(settle('credit', 'credited'))
  command(parent, 'partial', 'the list was partial: they are open as before', './dunwell gone partial', json).action(
    atDesk(wiring, async (desk) => {
      const { list, lifted } = await callPartial(desk)
      return {
        json: { importId: list.id, on: dayText(list.on), lifted },
        text: `The list of ${dayText(list.on)} counts as partial. ${counted(lifted)} open as before.`,
      }
    }),
  )
  command(parent, 'complete', 'a list that was taken for partial is complete', './dunwell gone complete', json).action(
    atDesk(wiring, async (desk) => {
      const list = await callComplete(desk)
      const first = list.goneFirst.map(goneJson)
      return {
        json: { on: dayText(list.on), gone: list.gone, sums: list.goneSums, claims: first },
        text: `The list of ${dayText(list.on)} counts as complete. ${list.gone === 0 ? 'Nothing is gone from it.' : goneText(list.gone, list.goneFirst, list.goneSums)}`,
      }
    }),
  )
}

async function claimsNamed(desk: Desk, numbers: readonly string[] | undefined): Promise<string[] | undefined> {
  if (numbers === undefined) return undefined
  return desk.tx(async (tx) => {
    const ids: string[] = []
    for (const number of numbers) ids.push((await findClaim(tx, number)).id)
    return ids
  })
}

function counted(count: number): string {
  return count === 1 ? '1 claim is' : `${count} claims are`
}

function sumsText(sums: Readonly<Record<string, number>>): string {
  return Object.entries(sums)
    .map(([currency, minor]) => moneyText(minor, currency))
    .join(', ')
}

function goneJson(it: GoneClaim): unknown {
  return {
    id: claimId(it),
    number: it.number,
    debtorNo: it.debtorNo,
    debtor: it.debtorName,
    openMinor: openOf(it),
    currency: it.currency,
    listOn: dayText(it.listOn),
  }
}

function openOf(it: GoneClaim): number {
  return it.principal + it.interest + it.fee + it.cost
}

const shownMax = 50

/** The claims, what they sum to, and the three things that can be said of them. */
export function goneText(count: number, claims: readonly GoneClaim[], sums: Readonly<Record<string, number>>): string {
  const shown = claims.slice(0, shownMax)
  const body = shown.map((it) => [
    it.number,
    it.debtorNo,
    it.debtorName,
    moneyText(openOf(it), it.currency),
    dayText(it.listOn),
  ])
  const more = count > shown.length ? `\n… and ${count - shown.length} more.` : ''
  return (
    `${counted(count)} gone from the list (${sumsText(sums)}) and held until you say what became of them:\n` +
    `${columns(['claim', 'no', 'customer', 'open', 'list of'], body)}${more}\n` +
    '  paid:      ./dunwell gone paid       (or some: --claim NUMBER …)\n' +
    '  credited:  ./dunwell gone credited\n' +
    '  neither:   ./dunwell gone partial    (the list did not hold everything)'
  )
}
