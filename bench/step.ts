// One measured piece of work in a process of its own, so that its memory is its own: node bench/step.ts import|run|bare|floor|render|match;
// bare is the run without the law.
// It answers with one line of JSON; how long opening the database took is not counted.

import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { day, momentAt } from '../src/core/day.ts'
import { uuid7 } from '../src/core/id.ts'
import { renderMessage } from '../src/documents/render.ts'
import { sampleClaims, sampleMessage } from '../src/documents/samples.ts'
import { loadTemplates } from '../src/documents/template.ts'
import { importBank } from '../src/engine/bank.ts'
import { planImport, runImport } from '../src/engine/import.ts'
import { run } from '../src/engine/run.ts'
import { readyMade } from '../src/rules/policies.ts'
import { inWorkspace, openDb } from '../src/store/db.ts'
import { savePolicies } from '../src/store/policy.ts'
import { createWorkspace, goLive, listWorkspaces, readWorkspace } from '../src/store/workspace.ts'
import { floor } from './floor.ts'
import { today } from './ledger.ts'

const actor = 'bench'
const begun = performance.now()
const source = {
  now: () => momentAt(day(today), 9, 'Europe/London') + Math.round(performance.now() - begun),
  random: (bytes: number): Uint8Array => randomBytes(bytes),
}
const [what, url, file] = process.argv.slice(2)
const mixed = process.argv.includes('mixed')
let from = performance.now()
let cpuFrom = process.cpuUsage()
let says: string | undefined
const done = await work()
const used = process.cpuUsage(cpuFrom)
const answer = {
  done,
  ms: performance.now() - from,
  cpuMs: (used.user + used.system) / 1000,
  memoryMb: process.resourceUsage().maxRSS / 1024,
  says,
}
process.stdout.write(`${JSON.stringify(answer)}\n`)

function begin(): void {
  from = performance.now()
  cpuFrom = process.cpuUsage()
}

async function work(): Promise<number> {
  if (what === 'render') return render()
  if (what === 'floor') return floor(url!, source.random)
  const db = await openDb({ dataDir: tmpdir(), url: url!, source })
  try {
    if (what === 'match') return await pay(db, file!)
    return what === 'import' ? await take(db, file!) : await look(db, what === 'bare')
  } finally {
    await db.close()
  }
}

type Database = Awaited<ReturnType<typeof openDb>>

async function take(db: Database, path: string): Promise<number> {
  const id = uuid7(source.now(), source.random(10))
  await createWorkspace(
    db,
    {
      name: 'Nordwind Ltd',
      kind: 'creditor',
      creditorKind: 'business',
      country: 'GB',
      currency: 'GBP',
      zone: 'Europe/London',
      settings: {},
    },
    actor,
    id,
  )
  await inWorkspace(db, id, actor, (tx) => savePolicies(tx, readyMade))
  await inWorkspace(db, id, actor, goLive)
  const workspace = await inWorkspace(db, id, actor, readWorkspace)
  begin()
  const desk = {
    workspace,
    today: day(today),
    tx: <T>(inside: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(db, id, actor, inside),
  }
  const options = { customers: 'both' as const, defaults: { country: 'GB' } }
  const result = await runImport(desk, await planImport(desk, path, 'claims', options), options)
  return result.claims
}

/** A bank's file from its first byte to booked payments, proposals and holds. */
async function pay(db: Database, path: string): Promise<number> {
  const [there] = await listWorkspaces(db)
  const workspace = await inWorkspace(db, there!.id, actor, readWorkspace)
  begin()
  const tx = <T>(inside: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(db, there!.id, actor, inside)
  const progress = (count: number) => {
    if (count % 10_000 === 0) process.stderr.write(`${count} lines after ${Math.round(performance.now() - from)} ms\n`)
  }
  const taken = await importBank({ workspace, today: day(today), tx }, path, { progress })
  const { booked, waiting, unapplied } = taken.matched!
  says = `${booked} booked, ${waiting} wait, ${unapplied} unapplied`
  return taken.fresh
}

async function look(db: Database, bare: boolean): Promise<number> {
  const [there] = await listWorkspaces(db)
  const workspace = await inWorkspace(db, there!.id, actor, readWorkspace)
  begin()
  const result = await run(db, workspace, { day: day(today), actor, ...(bare ? { withoutLaw: true } : {}) })
  if (result.setAside.length > 0) throw new Error(`set aside: ${result.setAside[0]!.says}`)
  // In a mixed book the law holds some back.
  if (!mixed && result.messages !== result.cases)
    throw new Error(`${result.messages} messages for ${result.cases} cases`)
  return result.cases
}

function render(): number {
  const template = loadTemplates().get('second', 'en')
  const mails = 2_000
  // No two alike: another customer, reference and sum each time.
  const some = Array.from({ length: mails }, (_, i) =>
    sampleMessage({
      claims: sampleClaims(5, { number: `R${i}`, amountMinor: 100_00 + i, openMinor: 100_00 + i }),
      debtor: {
        name: `Customer ${i} Ltd`,
        contactName: `Tom Ashby ${i}`,
        addressLines: [],
        kind: 'business',
        number: `${i}`,
      },
      reference: `R${i}`,
    }),
  )
  for (let i = 0; i < 300; i++) renderMessage(template, some[i]!)
  begin()
  for (const facts of some) renderMessage(template, facts)
  return mails
}
