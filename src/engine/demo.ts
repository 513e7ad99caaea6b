// The demo: a small company whose last half year is lived day by day through the real engine, in rehearsal, so that what stands
// on its last day is true history. An owner gives every approval but those of the last day.

import type { Aging } from '../core/aging.ts'
import { addDays, type Day, momentAt } from '../core/day.ts'
import { publicId, uuid7 } from '../core/id.ts'
import { stageNames } from '../core/ladder.ts'
import { moneyText } from '../core/money.ts'
import { zoneOf } from '../rules/place.ts'
import { readyMade } from '../rules/policies.ts'
import { type Db, inWorkspace } from '../store/db.ts'
import { listOutbox, type OutboxRow } from '../store/outbox.ts'
import { savePolicies } from '../store/policy.ts'
import { refreshStatistics } from '../store/statistics.ts'
import { readActions } from '../store/work.ts'
import { createWorkspace, readWorkspace, type Settings, setRunDay } from '../store/workspace.ts'
import { factorName } from './demo-awkward.ts'
import { demoCompany } from './demo-company.ts'
import { type DemoCompany, work } from './demo-draw.ts'
import { House } from './demo-house.ts'
import { type Happened, Life } from './demo-life.ts'
import { dissolved } from './demo-middle.ts'
import { rehearse } from './rehearse.ts'
import type { SendResult } from './release.ts'
import { agingReport } from './report.ts'
import type { RunResult } from './run.ts'
import { type WorkItem, worklist } from './worklist.ts'

export const demoSeed = 2031
export const demoZone = zoneOf('GB')!
const owner = 'Ada Palmer'

// Days after which the tables are counted anew.
const counted = [2, 5, 10, 20, 40, 80, 130]

// So many days before the last one a step was allowed to go by itself, and so many business days before it papers were filed.
const allowedDays = 45
const filedDays = 6
// Nobody here owes it.
const stray = { currency: 'GBP', amountMinor: 8_620, name: 'HARBOUR DISTRICT RATES', text: 'refund of overpaid rates' }

export interface DemoOptions {
  readonly seed: number
  readonly today: Day
  /** How many days are lived before today. */
  readonly days?: number
  readonly dataDir: string
  readonly clock: { now(): number; random(bytes: number): Uint8Array; set(moment: number): void }
  readonly onDay?: (day: Day, lived: number, of: number) => void
}

export interface DemoMessage {
  readonly id: string
  readonly debtor: string
  readonly what: string
  readonly sums: string
  readonly because: string
  readonly channel: string
}

export interface DemoResult {
  readonly workspaceId: string
  readonly today: Day
  readonly company: DemoCompany
  readonly happened: Happened
  /** Sent or printed in all. */
  readonly messages: number
  readonly run: RunResult
  readonly waiting: readonly DemoMessage[]
  readonly sent: readonly DemoMessage[]
  readonly heldBack: readonly DemoMessage[]
  /** Small rests written off by rule today. */
  readonly writtenOff: readonly { readonly debtor: string; readonly because: string }[]
  readonly tasks: readonly WorkItem[]
  readonly aging: readonly Aging[]
  /** Cases that the runs could not decide; none is as it should be. */
  readonly setAside: readonly string[]
}

/** Builds the company in an empty database and lives it up to the morning of `today`. */
export async function demo(db: Db, options: DemoOptions): Promise<DemoResult> {
  const { seed, today, clock, dataDir } = options
  const company = demoCompany(seed, today, options.days)
  clock.set(momentAt(company.opensOn, 8, demoZone))
  const workspaceId = uuid7(clock.now(), clock.random(10))
  const creditorId = await makeWorkspace(db, workspaceId, company.opensOn)
  const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(db, workspaceId, owner, work)
  const life = new Life(company, creditorId, seed)
  const house = new House({ db, workspaceId, dataDir, today })
  await inside((tx) => life.open(tx))
  await house.choose(life.ladders())
  await house.begin()
  await refreshStatistics(db)

  const [allowsOn, filesOn] = [addDays(today, -allowedDays), work(today, -filedDays)]
  const setAside: string[] = []
  let messages = 0
  let last: { run: RunResult; sent: SendResult } | undefined
  const live = async (from: Day, until: Day) => {
    const lived = await rehearse(db, workspaceId, {
      from,
      until,
      actor: owner,
      dataDir,
      clock,
      worker: 'demo',
      approveAll: until < today,
      noBrake: true,
      beforeDay: async (day) => {
        clock.set(momentAt(day, 8, demoZone))
        const credits = await inside((tx) => life.morning(tx, day))
        if (life.readsBank(day)) await house.readBank(day, day === today ? [...credits, stray] : credits)
        if (day === today) await house.takeOver(day)
        clock.set(momentAt(day, 9, demoZone))
      },
      onDay: async (day, run, sent) => {
        last = { run, sent }
        setAside.push(...run.setAside.map((it) => `${it.debtor}: ${it.says}`))
        options.onDay?.(day, day - company.opensOn, today - company.opensOn)
        if (day === today) return
        // The tables grow from nothing: at first their counts are old within days.
        if (counted.includes(day - company.opensOn)) await refreshStatistics(db)
        clock.set(momentAt(day, 15, demoZone))
        await inside((tx) => life.afternoon(tx, day, sent.sent + sent.printed > 0))
        await house.afternoon(day)
        await house.receive(day, life.written())
        if (day === allowsOn) await house.allow(day, 'before-due')
        if (day === filesOn) await house.file(life.openBefore(day))
        if (day === addDays(today, -1)) await house.ask(day, life.claimOf(dissolved))
      },
    })
    messages += lived.sent
  }
  await live(company.opensOn, addDays(today, -1))
  await live(today, today)
  await house.share()

  return inside(async (tx) => {
    const { run, sent } = last!
    const waiting = await listOutbox(tx, ['waiting'])
    const gone = (await listOutbox(tx, ['sent'], 200)).filter((it) => it.givenOn === today)
    const writtenOff: { debtor: string; because: string }[] = []
    for (const it of life.cases()) {
      for (const action of await readActions(tx, it.book, it.caseId, 3))
        if (action.day === today && action.kind === 'write_off')
          writtenOff.push({ debtor: it.name, because: action.reasons[0]!.says })
    }
    return {
      workspaceId,
      today,
      company,
      happened: life.happened(),
      messages,
      run,
      waiting: waiting.filter((it) => it.needsApproval && it.approvedAt === null).map((it) => inWords(it)),
      sent: gone.map((it) => inWords(it)),
      heldBack: sent.heldBack.map((it) => inWords(it.message, it.says)),
      writtenOff,
      tasks: (await worklist(tx, today)).tasks,
      aging: (await agingReport(tx, { day: today })).totals,
      setAside,
    }
  })
}

function inWords(it: OutboxRow, because?: string): DemoMessage {
  return {
    id: publicId('msg', it),
    debtor: it.debtorName,
    what: it.intent.items.length === 0 ? it.stepId.replaceAll('-', ' ') : stageNames[it.stage],
    sums: Object.entries(it.sums)
      .map(([currency, sum]) => moneyText(sum, currency))
      .join(' + '),
    because: because ?? it.intent.reasons.map((reason) => reason.says).join(' '),
    channel: it.channel,
  }
}

/** @returns the creditor that the workspace is. */
async function makeWorkspace(db: Db, id: string, opensOn: Day): Promise<string> {
  const settings: Partial<Settings> = {
    addressLines: ['4 Quay Street', 'Bristol BS1 4ZZ'],
    legalLines: ['Registered in England and Wales, company no. 01234567', 'VAT GB 123 4567 89'],
    email: 'accounts@nordwind.example',
    phone: '+44 117 496 0000',
    website: 'https://nordwind.example',
    signatory: {
      name: owner,
      role: 'Accounts',
      phone: '+44 117 496 0001',
      email: 'ada.palmer@nordwind.example',
    },
    bank: {
      holder: 'Nordwind Ltd',
      iban: 'GB33BUKB20201555555555',
      lines: ['Account for euro: DE89 3704 0044 0532 0130 00'],
    },
    seenFirst: true,
    unitCosts: { email: 0.02, letter: 1.85, call: 2.4 },
    factors: { [factorName]: { holder: factorName, iban: 'NL91ABNA0417164300', lines: [] } },
  }
  await createWorkspace(
    db,
    {
      name: 'Nordwind Ltd',
      kind: 'creditor',
      creditorKind: 'business',
      country: 'GB',
      currency: 'GBP',
      zone: demoZone,
      settings,
    },
    owner,
    id,
  )
  return inWorkspace(db, id, owner, async (tx) => {
    await savePolicies(tx, readyMade)
    await setRunDay(tx, opensOn)
    const { creditorId } = await readWorkspace(tx)
    return creditorId
  })
}
