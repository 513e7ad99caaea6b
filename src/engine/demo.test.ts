import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { addDays, type Day, day, weekday } from '../core/day.ts'
import { ask } from '../core/permit.ts'
import { waitingApprovals } from '../store/approval.ts'
import { readBands } from '../store/backlog.ts'
import { inWorkspace } from '../store/db.ts'
import { listDocuments } from '../store/document.ts'
import { waitingOffers } from '../store/in-full.ts'
import { listMail } from '../store/inbox.ts'
import { verifyLedger } from '../store/ledger.ts'
import { sumPromises } from '../store/promise.ts'
import { verifyRecord } from '../store/record.ts'
import { runFacts } from '../store/snapshot.ts'
import { readWorkspace } from '../store/workspace.ts'
import { demo } from './demo.ts'
import { demoCompany } from './demo-company.ts'
import { freshFolder } from './demo-folder.ts'
import { shownMany } from './match-shown.ts'
import { houseOf, preview } from './run.ts'

const today = day('2026-03-31')
// The ranges that Ofcom, Bundesnetzagentur, Arcep, ComReg and NANPA keep for fiction.
const fiction =
  /^\+(44(11[3-7]496|121496|141496|161496)0\d{3}|442079460\d{3}|441632960\d{3}|49(3023125|6990009|4066969|2214710|8999998)\d{3}|33(465710|261910|353010|536490)\d{3}|3532091[0-7]\d{4}|1\d{3}55501\d{2})$/

describe('the company', () => {
  const anySeed = fc.integer({ min: 0, max: 1_000_000 })
  const anyDay = fc.integer({ min: day('2024-01-01'), max: day('2030-12-31') }).map((it) => it as Day)

  test('one seed and day give one company', () => {
    fc.assert(
      fc.property(anySeed, anyDay, (seed, on) => {
        expect(demoCompany(seed, on)).toEqual(demoCompany(seed, on))
      }),
      { numRuns: 10 },
    )
  })

  test('every claim has a number of its own, days in order and money to ask for', () => {
    fc.assert(
      fc.property(anySeed, anyDay, (seed, on) => {
        const { claims, debtors } = demoCompany(seed, on)
        expect(new Set(claims.map((it) => it.number)).size).toBe(claims.length)
        expect(claims.length).toBeGreaterThan(250)
        expect(claims.length).toBeLessThan(600)
        for (const it of claims) {
          expect(debtors[it.debtor]).toBeDefined()
          expect(it.issuedOn).toBeLessThanOrEqual(on)
          expect(weekday(it.issuedOn)).toBeLessThan(6)
          for (const due of it.dues) {
            expect(due.dueOn).toBeGreaterThan(it.issuedOn)
            expect(due.amountMinor).toBeGreaterThan(0)
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  test('nobody real can be reached: mail ends in .example, phones are kept for fiction', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const contacts = demoCompany(seed, today).debtors.flatMap((it) => it.contacts)
        for (const it of contacts) {
          for (const email of it.emails ?? []) expect(email).toMatch(/^[a-z.-]+@[a-z-]+\.example$/)
          for (const phone of it.phones ?? []) expect(phone).toMatch(fiction)
        }
      }),
      { numRuns: 25 },
    )
  })

  test('it has about sixty customers in six countries', () => {
    const { debtors } = demoCompany(1, today)
    expect(debtors.length).toBeGreaterThan(50)
    expect(new Set(debtors.map((it) => it.country))).toEqual(new Set(['GB', 'DE', 'FR', 'NL', 'IE', 'US']))
  })
})

test('three weeks are lived: reminders go out, money comes in, and the last day waits for its owner', async () => {
  const at = await freshDatabase('2026-03-01')
  let moment = 0
  const clock = {
    now: () => moment,
    random: at.clock.random,
    set: (to: number) => {
      moment = to
    },
  }
  const result = await demo({ ...at.db, source: clock }, { seed: 7, today, days: 21, dataDir: at.dataDir, clock })
  expect(result.setAside).toEqual([])
  expect(result.messages).toBeGreaterThan(20)
  expect(result.happened.payments).toBeGreaterThan(20)
  // Timed for the last day whatever was drawn: the part that nobody disputes is asked for, and the money on account is not.
  expect(result.waiting).toContainEqual(
    expect.objectContaining({ debtor: 'Brackwater Joinery Ltd', sums: '3,620.00 GBP' }),
  )
  expect(result.tasks.map((it) => `${it.kind} ${it.debtor.name}`)).toEqual(
    expect.arrayContaining(['allocate Atelier Tessalune SARL', 'write Ardenvale Stores plc']),
  )
  expect(result.writtenOff.map((it) => it.debtor)).toContain('Quillmoor Stationers Ltd')
  // Every part of the morning has something in it, and each payment waits for another reason.
  const morning = await inWorkspace(at.db, result.workspaceId, 'test', async (tx) => ({
    money: await shownMany(tx, { limit: 50 }),
    mails: await listMail(tx, false),
    approvals: await waitingApprovals(tx),
    bands: await readBands(tx),
    inFull: await waitingOffers(tx),
    due: await sumPromises(tx, { standing: 'due' }, today),
    coming: await sumPromises(tx, { standing: 'coming' }, today),
    papers: await listDocuments(tx),
  }))
  expect(new Set(morning.money.map((it) => it.because)).size).toBeGreaterThan(3)
  expect(morning.money.flatMap((it) => it.proposals.flatMap((one) => one.chips))).toEqual(
    expect.arrayContaining(['paid from this account before', 'exact sum of one open claim']),
  )
  expect(morning.mails.map((it) => it.from)).toContain('accounts@fernlea-garden.example')
  expect(morning.inFull).toHaveLength(1)
  expect(morning.approvals).toHaveLength(1)
  expect(morning.due).toHaveLength(1)
  expect(morning.coming).toHaveLength(1)
  expect(morning.papers.length).toBeGreaterThan(10)
  expect(morning.bands.length).toBeGreaterThan(3)
  const kinds = new Set(result.tasks.map((it) => it.kind))
  expect([...kinds]).toEqual(expect.arrayContaining(['promise_broken', 'call', 'manager_note', 'stop_supply']))
  const told = result.aging.map((it) => it.currency)
  expect(told).toEqual(['EUR', 'GBP', 'USD'])
  expect(await inWorkspace(at.db, result.workspaceId, 'test', verifyLedger)).toEqual([])
  expect(await verifyRecord(at.db, result.workspaceId)).toEqual([])

  // Each business is asked about by email, gently and with what may follow: hardly any is held back by a fact that nobody gave.
  const id = result.workspaceId
  const workspace = await inWorkspace(at.db, id, 'test', readWorkspace)
  const house = houseOf(await inWorkspace(at.db, id, 'test', (tx) => runFacts(tx, workspace, today)), workspace)
  const everyone = await preview(at.db, workspace, { day: addDays(today, -1), actor: 'test' })
  const asked = everyone
    .filter(({ debtor }) => debtor.kind !== 'consumer')
    .flatMap(({ debtor }) => debtor.cases.map((one) => ({ debtor, one, claimIds: one.claims.map((it) => it.id) })))
    .filter(({ claimIds }) => claimIds.length > 0)
    .flatMap(({ debtor, one, claimIds }) =>
      [false, true].map((threatensSuit) => ask(debtor, one, { medium: 'email', claimIds, threatensSuit }, house)),
    )
  const lacking = asked.filter((it) => it?.kind === 'refusal' && it.grounds.some((ground) => ground.missing.length > 0))
  expect(asked.length).toBeGreaterThan(60)
  expect(lacking.length / asked.length).toBeLessThan(0.02)
})

describe('the folder', () => {
  const parent = mkdtempSync(join(tmpdir(), 'dunwell-demo-'))
  afterAll(() => rmSync(parent, { recursive: true, force: true }))

  test('a demo folder is made anew; what else is there is left alone', async () => {
    const folder = join(parent, 'demo')
    await freshFolder(folder)
    mkdirSync(join(folder, 'mail'))
    writeFileSync(join(folder, 'mail', 'old.eml'), 'old')
    await freshFolder(folder)
    expect(() => writeFileSync(join(folder, 'mail', 'old.eml'), '')).toThrow()

    const own = join(parent, 'own')
    mkdirSync(own)
    writeFileSync(join(own, 'ledger.csv'), 'mine')
    await expect(freshFolder(own)).rejects.toMatchObject({ facts: { code: 'demo.folder' } })
    await expect(freshFolder(join(own, 'ledger.csv'))).rejects.toMatchObject({ facts: { code: 'demo.folder' } })
  })
})

test('on the next day the company has the same customers', () => {
  const one = demoCompany(3, today)
  const other = demoCompany(3, addDays(today, 1))
  expect(other.debtors.map((it) => it.name)).toEqual(one.debtors.map((it) => it.name))
})
