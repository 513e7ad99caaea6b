// A real ledger lived through: every day of 2013 on 2,466 invoices of 100 customers, judged by the file itself, not by us.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { addBusinessDays } from '../src/core/calendar.ts'
import { addDays, type Day, day, dayAt, dayOf, dayText } from '../src/core/day.ts'
import { planImport, runImport } from '../src/engine/import.ts'
import { rehearse } from '../src/engine/rehearse.ts'
import { calendarOf } from '../src/rules/calendar.ts'
import { readyMade } from '../src/rules/policies.ts'
import { inWorkspace, rows, sql } from '../src/store/db.ts'
import { verifyLedger } from '../src/store/ledger.ts'
import { savePolicies } from '../src/store/policy.ts'
import { verifyRecord } from '../src/store/record.ts'
import { readWorkspace } from '../src/store/workspace.ts'
import { freshDatabase, nordwind } from './database.ts'

const ledger = fileURLToPath(
  new URL('../../shared/data/ledgers/ibm-watson-ar/WA_Fn-UseC_-Accounts-Receivable.csv', import.meta.url),
)
const there = existsSync(ledger)
if (!there) console.log('Skipped: the real ledger is not beside this checkout.')
const folder = mkdtempSync(join(tmpdir(), 'dunwell-ibm-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Invoice {
  readonly number: string
  readonly customer: string
  readonly due: Day
  readonly settled: Day
  readonly disputed: boolean
}

function american(text: string): Day {
  const [month, date, year] = text.split('/').map(Number)
  return dayOf(year!, month!, date!)!
}

function invoices(): Invoice[] {
  const [head, ...lines] = readFileSync(ledger, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
  const at = (name: string) => head!.indexOf(name)
  return lines.map((cells) => ({
    number: cells[at('invoiceNumber')]!,
    customer: cells[at('customerID')]!,
    due: american(cells[at('DueDate')]!),
    settled: american(cells[at('SettledDate')]!),
    disputed: cells[at('Disputed')] === 'Yes',
  }))
}

interface Said {
  message: string
  customer: string
  number: string
  named: boolean
  step: string
  on: Day
}

test.skipIf(!there)(
  'every day of 2013: nothing for a paid claim, nothing twice, no burst, and every late claim hears of it or says why',
  async () => {
    const at = await freshDatabase('2013-01-01')
    const workspaceId = await nordwind(at, { country: 'US', currency: 'USD', zone: 'America/New_York' })
    const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(at.db, workspaceId, 'test', work)
    await inside((tx) => savePolicies(tx, readyMade))
    const workspace = await inside(readWorkspace)
    const desk = { workspace, today: dayAt(at.clock.now(), workspace.zone), tx: inside }
    await runImport(desk, await planImport(desk, ledger, 'claims', { defaults: { currency: 'USD' } }), {})
    const all = invoices()
    const customers = [...new Set(all.map((it) => it.customer))]
    const second = join(folder, 'addresses.csv')
    writeFileSync(
      second,
      ['customerID,email,kind', ...customers.map((id) => `${id},${id.toLowerCase()}@customers.example,business`)].join(
        '\n',
      ),
    )
    const more = await runImport(desk, await planImport(desk, second, 'debtors', {}), {})
    expect(more.problems.count).toBe(0)
    const kinds = await inside((tx) =>
      rows<{ kind: string; count: number }>(tx, sql`SELECT kind, count(*)::int AS count FROM debtors GROUP BY kind`),
    )
    expect(kinds).toEqual([{ kind: 'business', count: 100 }])

    await rehearse(at.db, workspaceId, {
      from: day('2013-01-01'),
      until: day('2013-12-31'),
      actor: 'test',
      dataDir: at.dataDir,
      clock: { set: (moment) => at.clock.set(dayText(dayAt(moment, 'America/New_York')), 15) },
      worker: 'ibm',
      approveAll: true,
      noBrake: true,
      knownEveryDay: true,
      onDay: (_, run) => expect(run.setAside).toEqual([]),
    })

    const said = await inside((tx) =>
      rows<Said>(
        tx,
        sql`SELECT m.id AS message, d.external_id AS customer, c.number, mc.named, m.step_id AS step, o.given_on AS on FROM messages m JOIN debtors d ON d.book_id = m.book_id AND d.id = m.debtor_id
          JOIN outbox o ON o.book_id = m.book_id AND o.message_id = m.id JOIN message_claims mc ON mc.book_id = m.book_id AND mc.message_id = m.id JOIN claims c ON c.book_id = mc.book_id AND c.id = mc.claim_id
          WHERE o.given_on IS NOT NULL ORDER BY o.given_on`,
      ),
    )
    const notes = await inside((tx) =>
      rows<{ customer: string; on: Day }>(
        tx,
        sql`SELECT d.external_id AS customer, o.given_on AS on FROM messages m JOIN debtors d ON d.book_id = m.book_id AND d.id = m.debtor_id JOIN outbox o ON o.book_id = m.book_id AND o.message_id = m.id WHERE o.given_on IS NOT NULL ORDER BY o.given_on`,
      ),
    )
    const by = new Map(all.map((it) => [it.number, it]))

    // Nothing for a paid or disputed claim.
    for (const it of said) {
      const invoice = by.get(it.number)!
      expect(invoice.settled, `${it.number} was paid, and named on ${dayText(it.on)}`).toBeGreaterThan(it.on)
      expect(invoice.disputed && it.named, `${it.number} is disputed`).toBe(false)
    }
    // One message a day, three days between reminders, and each names something that had not had this step.
    const heard = new Set<string>()
    for (const [customer, some] of Map.groupBy(notes, (it) => it.customer)) {
      for (const [i, it] of some.entries()) {
        if (i > 0) expect(it.on - some[i - 1]!.on, `${customer} on ${dayText(it.on)}`).toBeGreaterThanOrEqual(1)
      }
    }
    for (const some of Map.groupBy(
      said.filter((it) => it.named),
      (it) => it.message,
    ).values()) {
      const fresh = some.filter((it) => !heard.has(`${it.number} ${it.step}`))
      expect(fresh.length, `message of ${dayText(some[0]!.on)} to ${some[0]!.customer} repeats`).toBeGreaterThan(0)
      for (const it of some) heard.add(`${it.number} ${it.step}`)
    }
    const reminders = [...Map.groupBy(said, (it) => it.message).values()].map((some) => some[0]!)
    for (const some of Map.groupBy(reminders, (it) => it.customer).values()) {
      for (const [i, it] of some.entries())
        if (i > 0) expect(it.on - some[i - 1]!.on, `${it.customer} on ${dayText(it.on)}`).toBeGreaterThanOrEqual(3)
    }
    // Everyone who is late hears of it before paying, or there is a reason.
    const calendar = calendarOf('US')
    const named = new Map<string, Day[]>()
    for (const it of said)
      if (it.named && it.step !== 'before-due') named.set(it.number, [...(named.get(it.number) ?? []), it.on])
    const contacts = Map.groupBy(notes, (it) => it.customer)
    const reasons: string[] = []
    const silent: string[] = []
    let late = 0
    for (const it of all) {
      const from = addBusinessDays(calendar, it.due, 2)
      if (it.disputed || it.settled <= from || from < day('2013-01-01') || from > day('2013-12-31')) continue
      late += 1
      if (named.has(it.number)) continue
      const open = businessDays(from, it.settled)
      const near = (on: Day) =>
        (contacts.get(it.customer) ?? []).some((contact) => contact.on <= on && on - contact.on < 3)
      if (open.every(near))
        reasons.push(
          `${it.number} of ${it.customer}: late from ${dayText(from)}, paid ${dayText(it.settled)}: minimum days between contacts`,
        )
      else if (it.settled <= addBusinessDays(calendar, from, 2))
        reasons.push(
          `${it.number} of ${it.customer}: late from ${dayText(from)}, paid ${dayText(it.settled)}: paid within two more business days`,
        )
      else silent.push(`${it.number} of ${it.customer}: late from ${dayText(from)}, paid ${dayText(it.settled)}`)
    }
    console.log(
      `${reminders.length} messages; ${late} claims stood open two business days late, ${late - reasons.length - silent.length} named in a message before they were paid, ${reasons.length} not:\n${reasons.map((it) => `  ${it}`).join('\n')}`,
    )
    expect(silent).toEqual([])
    expect(await inside(verifyLedger)).toEqual([])
    expect(await verifyRecord(at.db, workspaceId)).toEqual([])

    function businessDays(start: Day, until: Day): Day[] {
      const found: Day[] = []
      for (let on = start; on < until; on = addDays(on, 1)) if (calendar.isBusinessDay(on)) found.push(on)
      return found
    }
  },
  600_000,
)
