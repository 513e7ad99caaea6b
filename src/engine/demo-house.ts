// What the demo's house does beside the day's run: it reads the bank's statement and the mail, files papers, takes a ledger over, lets a step go
// by itself, and has somebody ask for what is above their limit. Each by the same functions that its people use at the desk.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Day } from '../core/day.ts'
import { dayText } from '../core/day.ts'
import { saveCollectorRules } from '../store/collector.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import { findMail, listMail, mailId } from '../store/inbox.ts'
import { addMember, memberBy } from '../store/member.ts'
import { choosePolicy } from '../store/policy.ts'
import { runFacts } from '../store/snapshot.ts'
import { readWorkspace } from '../store/workspace.ts'
import { askApproval } from './approval.ts'
import { allow, autopilotSteps } from './autopilot.ts'
import { holdBacklog } from './backlog.ts'
import { importBank } from './bank.ts'
import { shareCases } from './collector.ts'
import { ours, work } from './demo-draw.ts'
import { type Credit, ledgerTakenOver, mailBytes, paperOf, statementXml, type Written } from './demo-paper.ts'
import type { Owed } from './demo-till.ts'
import { fileFolder } from './filing.ts'
import { planImport, runImport } from './import.ts'
import { landMail, lookedAt } from './inbox.ts'
import { acceptLine } from './match-settle.ts'
import { shownMany } from './match-shown.ts'
import { houseOf } from './run.ts'

const owner = 'Ada Palmer'
const collector = { email: 'ben.carter@nordwind.example', name: 'Ben Carter' }

export interface HouseOptions {
  readonly db: Db
  readonly workspaceId: string
  readonly dataDir: string
  readonly today: Day
}

export class House {
  private readonly it: HouseOptions
  private readonly balances = new Map<string, number>()
  private mails = 0
  private unread = 0
  /** Lines of the bank that a person has to look at. */
  private lines = 0

  constructor(options: HouseOptions) {
    this.it = options
  }

  private inside<T>(work: (tx: Tx) => Promise<T>, actor = owner): Promise<T> {
    return inWorkspace(this.it.db, this.it.workspaceId, actor, work)
  }

  private async desk(day: Day) {
    const workspace = await this.inside(readWorkspace)
    return { workspace, today: day, tx: <T>(work: (tx: Tx) => Promise<T>) => this.inside(work) }
  }

  /** Who works here, and whose cases are whose. */
  async begin(): Promise<void> {
    const workspace = await this.inside(async (tx) => {
      await addMember(tx, { email: 'ada.palmer@nordwind.example', name: owner, role: 'owner' })
      const limits = { writeOffMinor: 10_000, waiverMinor: 5_000, settlementMinor: 10_000, policies: true }
      const ben = await addMember(tx, { ...collector, role: 'collector', approves: limits })
      const mara = { email: 'mara.lind@nordwind.example', name: 'Mara Lind', role: 'collector' } as const
      const abroad = await addMember(tx, mara)
      await addMember(tx, { email: 'noor.haddad@nordwind.example', name: 'Noor Haddad', role: 'viewer' })
      await saveCollectorRules(tx, [
        ...['DE', 'FR', 'NL'].map((country) => ({ when: { country }, to: [abroad] })),
        { when: { country: 'GB' }, to: [ben] },
      ])
      return readWorkspace(tx)
    })
    await shareCases(this.it.db, workspace, { actor: owner })
  }

  /** Customers that are worked by another ladder. */
  async choose(ladders: readonly { readonly debtorId: string; readonly policy: string }[]): Promise<void> {
    await this.inside(async (tx) => {
      for (const { debtorId, policy } of ladders)
        await choosePolicy(tx, { reach: 'debtor', subject: debtorId, policyId: policy })
    })
  }

  /** Takes in the statement of the business day before. */
  async readBank(day: Day, credits: readonly Credit[]): Promise<void> {
    const { dataDir } = this.it
    const of = work(day, -1)
    const folder = join(dataDir, 'statements')
    await mkdir(folder, { recursive: true })
    const path = join(folder, `statement-${dayText(of)}.xml`)
    await writeFile(path, statementXml(of, credits, this.balances))
    const { matched } = await importBank(await this.desk(day), path)
    this.lines += (matched?.waiting ?? 0) + (matched?.unapplied ?? 0)
  }

  /** Customers' mails land. */
  async receive(day: Day, mails: readonly Written[]): Promise<void> {
    if (mails.length === 0) return
    const { workspace } = await this.desk(day)
    for (const mail of mails) {
      this.mails += 1
      const bytes = mailBytes(day, this.mails, mail)
      await landMail(this.it.db, workspace, bytes, { actor: 'inbox', day })
      this.unread += 1
    }
  }

  /** The desk's own afternoon: the mail of days before is read, and what the bank's lines propose is taken where it is right. */
  async afternoon(day: Day): Promise<void> {
    if (!ours.isBusinessDay(day)) return
    if (this.unread > 0) {
      await this.inside(async (tx) => {
        for (const mail of await listMail(tx, false)) {
          if (mail.day < day) await lookedAt(tx, await findMail(tx, mailId(mail)), day)
          else continue
          this.unread -= 1
        }
      })
    }
    if (this.lines > 0) {
      const { workspace } = await this.desk(day)
      await this.inside(async (tx) => {
        for (const line of await shownMany(tx, { limit: 50 })) {
          if (line.proposals.length === 0) continue
          await acceptLine(tx, { workspace, today: day }, line.id)
          this.lines -= 1
        }
      })
    }
  }

  /** Files the papers of these claims from a folder, as a scanner leaves them. */
  async file(claims: readonly Owed[]): Promise<void> {
    const { db, dataDir } = this.it
    const folder = join(dataDir, 'papers')
    await mkdir(folder, { recursive: true })
    // Of the ordinary ones not all were scanned.
    for (const claim of claims.filter((it, i) => it.of.events !== undefined || i % 5 === 0)) {
      const kinds = claim.of.kind === 'loan' ? (['contract'] as const) : (['invoice'] as const)
      const delivered = claim.of.events?.some((it) => it.what === 'disputes') ? (['delivery'] as const) : []
      for (const kind of [...kinds, ...delivered]) {
        const { name, bytes } = paperOf(claim, kind)
        await writeFile(join(folder, name), bytes)
      }
    }
    await fileFolder(db, await this.inside(readWorkspace), folder, { actor: owner })
  }

  /** The owner allows a step to go by itself, where ten in a row were approved as they were. */
  async allow(day: Day, stepId: string): Promise<void> {
    await this.inside(async (tx) => {
      const workspace = await readWorkspace(tx)
      const run = await runFacts(tx, workspace, day)
      const house = houseOf(run, workspace)
      const steps = await autopilotSteps(tx, run, house)
      const it = steps.find(({ step, state }) => step.id === stepId && state === 'offered')
      if (it) await allow(tx, { workspace, run, house }, { policyId: it.policy.id, stepId })
    })
  }

  /** A ledger that was taken over comes in, and what is overdue in it waits to be answered for. */
  async takeOver(day: Day): Promise<void> {
    const desk = await this.desk(day)
    const path = join(this.it.dataDir, 'riverside-workshop.csv')
    await writeFile(path, ledgerTakenOver(day))
    const options = { customers: 'both' } as const
    const { importId } = await runImport(desk, await planImport(desk, path, 'claims', options), options)
    if (importId !== undefined) await holdBacklog(desk, importId)
  }

  /** A collector asks for what is above their own limit. */
  async ask(day: Day, claim: string): Promise<void> {
    const because = 'Struck off the register in spring; nothing is left to collect from.'
    await this.inside(async (tx) => {
      const at = { workspace: await readWorkspace(tx), today: day }
      const ben = await memberBy(tx, collector.email)
      await askApproval(tx, at, ben!, { kind: 'write_off', claim, because })
    }, collector.name)
  }

  /** Cases that are new since go to their people. */
  async share(): Promise<void> {
    await shareCases(this.it.db, await this.inside(readWorkspace), { actor: owner })
  }
}
