// The folder `inbox/` of a data folder: a list dropped there is taken in by itself when one with its columns was taken in before; any
// other waits with its question beside it; what a bank made and e-invoices are known by what they hold. What was taken in goes to `inbox/done`, what cannot be to `inbox/problem` with the reasons.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { type Day, dayAt, momentAt } from '../core/day.ts'
import { Problem, type ProblemFacts } from '../core/problem.ts'
import { type Db, inWorkspace } from '../store/db.ts'
import { asTheOne } from '../store/election.ts'
import { importOf } from '../store/undo.ts'
import type { Workspace } from '../store/workspace.ts'
import { type ImportDesk, type ImportPlan, type ImportResult, planImport, runImport } from './import.ts'
import { isTable, type MoneyTaken, takeMoney, takeTable } from './import-inbox-money.ts'

/** What became of a file. */
export type InboxFile = { readonly name: string } & (
  | { readonly what: 'imported'; readonly importId: string; readonly result: ImportResult; readonly movedTo: string }
  /** What a bank made, or an e-invoice. */
  | ({ readonly what: 'money'; readonly movedTo: string } & MoneyTaken)
  /** The same bytes were taken in before. */
  | { readonly what: 'known'; readonly importId: string; readonly movedTo: string }
  | { readonly what: 'refused'; readonly problem: ProblemFacts; readonly movedTo: string }
  | { readonly what: 'waiting'; readonly question: string; readonly asked: boolean }
  | { readonly what: 'arriving' }
)

export interface InboxGiven {
  readonly dataDir: string
  readonly actor: string
  /** Whether the workspace is the only one; of several each has a folder of its own name under `inbox/`. */
  readonly alone: boolean
  /** Sizes and times as the last look saw them: what still changes is still arriving. */
  readonly seen: Map<string, string>
  readonly stopping?: () => boolean
}

const questionEnd = '.question.txt'
/** Names under which programs write what is not whole yet, and files that spreadsheets lay beside an open one. */
const unfinished =
  /^[.~]|\.(?:part|partial|crdownload|download|opdownload|filepart|tmp|temp|swp|lock|inprogress|!ut)$|[~#]$/i
const problemsTold = 500

export function inboxOf(dataDir: string, workspaceId: string, alone: boolean): string {
  return alone ? join(dataDir, 'inbox') : join(dataDir, 'inbox', workspaceId)
}

/** Names of the files that wait with a question, in order. */
export async function waitingIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  const there = new Set(names)
  return names
    .filter((name) => name.endsWith(questionEnd))
    .map((name) => name.slice(0, -questionEnd.length))
    .filter((name) => there.has(name))
    .sort()
}

/**
 * One look at a workspace's inbox. Undefined where another program is at it: one takes files at a time. A file that a killed program
 * was at is taken up again, and what it wrote already is found, not written twice.
 */
export async function lookAtInbox(db: Db, workspace: Workspace, given: InboxGiven): Promise<InboxFile[] | undefined> {
  const folder = inboxOf(given.dataDir, workspace.id, given.alone)
  const files: InboxFile[] = []
  const desk = deskOf(db, workspace, given.actor)
  const took = await asTheOne(db, 'inbox', async () => {
    await mkdir(folder, { recursive: true })
    const names = (await readdir(folder)).sort()
    const there = new Set(names)
    for (const name of names) {
      const orphan = name.endsWith(questionEnd) && !there.has(name.slice(0, -questionEnd.length))
      if (orphan) await rm(join(folder, name), { force: true })
      if (name.endsWith(questionEnd) || given.stopping?.()) continue
      const stat = await lstat(join(folder, name)).catch(() => undefined)
      if (!stat?.isFile() || /^[.~]/.test(name)) continue
      const open = there.has(`~$${name}`) || there.has(`.~lock.${name}#`)
      const whole = steady(given.seen, join(folder, name), stat)
      if (unfinished.test(name) || open || !whole) files.push({ name, what: 'arriving' })
      else files.push(await takeFile(desk, folder, name, dayAt(Math.floor(stat.mtimeMs), workspace.zone)))
    }
  })
  return took ? files : undefined
}

/** A rehearsal's day is the one it was set to, its clock included. */
function deskOf(db: Db, workspace: Workspace, actor: string): ImportDesk {
  const { liveSince, runDay, zone } = workspace
  const rehearsed = liveSince === undefined ? runDay : undefined
  const now = () => (rehearsed === undefined ? db.source.now() : momentAt(rehearsed, 9, zone))
  const own: Db = { ...db, source: { now, random: (bytes) => db.source.random(bytes) } }
  return { workspace, today: dayAt(now(), zone), tx: (work) => inWorkspace(own, workspace.id, actor, work) }
}

/** Whether the file is as the last look saw it. An empty one has only begun to arrive. */
function steady(seen: Map<string, string>, path: string, stat: { size: number; mtimeMs: number }): boolean {
  const now = `${stat.size} ${stat.mtimeMs}`
  const before = seen.get(path)
  seen.set(path, now)
  return before === now && stat.size > 0
}

async function takeFile(desk: ImportDesk, folder: string, name: string, writtenOn: Day): Promise<InboxFile> {
  const path = join(folder, name)
  try {
    const sha = await shaOf(path)
    const before = await desk.tx((tx) => importOf(tx, sha))
    // A list is as old as the file: what was written last week says nothing of today.
    const listOn = writtenOn < desk.today ? writtenOn : desk.today
    const newer = before?.fullListOn !== undefined && before.fullListOn !== null && before.fullListOn < listOn
    if (before && !newer)
      return { name, what: 'known', importId: before.id, movedTo: await done(folder, name, before.id) }
    const money = await takeMoney(desk, path)
    if (money) return await doneMoney(folder, name, money)
    const found = await planned(desk, path)
    if (found instanceof Problem || found.kept === undefined) {
      const table = await takeTable(desk, path)
      if (table) return await doneMoney(folder, name, table)
    }
    if (found instanceof Problem) {
      if (found.facts.code !== 'import.several_sheets') return await refuse(folder, name, found)
      return await ask(folder, name, sheetText(path, found))
    }
    if (found.kept === undefined || found.questions.length > 0)
      return await ask(folder, name, questionText(path, found, await isTable(path)))
    const plan = found.fullListOn === undefined ? found : { ...found, fullListOn: listOn }
    const problems = join(folder, 'problem')
    await mkdir(problems, { recursive: true })
    const rejects = join(problems, `${basename(name, extname(name))}-${sha.slice(0, 8)}.rejects.csv`)
    const result = await runImport(desk, plan, { rejects })
    if (result.problems.count > 0) await writeFile(`${rejects}.txt`, problemsText(name, result))
    const importId = result.importId!
    // Another file came under its name meanwhile: that one is for the next look.
    if ((await shaOf(path)) !== sha) return { name, what: 'arriving' }
    return { name, what: 'imported', importId, result, movedTo: await done(folder, name, importId) }
  } catch (error) {
    if (error instanceof Problem && error.facts.code !== 'database.lost') return refuse(folder, name, error)
    throw error
  }
}

async function doneMoney(folder: string, name: string, it: MoneyTaken): Promise<InboxFile> {
  return { name, what: 'money', ...it, movedTo: await done(folder, name, it.importId ?? 'known') }
}

/** As a list of claims or of customers, whichever was taken in before; a Problem where it can be read as neither. */
async function planned(desk: ImportDesk, path: string): Promise<ImportPlan | Problem> {
  const plans: (ImportPlan | Problem)[] = []
  for (const kind of ['claims', 'debtors'] as const) {
    const plan = await planImport(desk, path, kind).catch((error: unknown) => {
      if (error instanceof Problem) return error
      throw error
    })
    if (!(plan instanceof Problem) && plan.kept !== undefined) return plan
    plans.push(plan)
  }
  // A list of claims that cannot be read could nearly always be read as one of customers; that is not what it is.
  return plans[0]!
}

async function ask(folder: string, name: string, question: string): Promise<InboxFile> {
  const path = join(folder, `${name}${questionEnd}`)
  const before = await readFile(path, 'utf8').catch(() => undefined)
  if (before !== question) await writeFile(path, question)
  return { name, what: 'waiting', question, asked: before !== question }
}

function questionText(path: string, plan: ImportPlan, bank: boolean): string {
  const why =
    plan.kept === undefined
      ? 'no list with these columns was taken in before'
      : `its columns are those of ${plan.kept.fileName}, and still something is open`
  const taken = plan.recognition.taken.map((it) => `  ${it.column}: ${it.field}, because ${it.because}`)
  const asks = plan.questions.map((it) => `  ${it.asks}${it.choices.length > 0 ? ` (${it.choices.join(' / ')})` : ''}`)
  const file = JSON.stringify(path)
  return [
    `${basename(path)} waits: ${why}.`,
    '',
    plan.preset === undefined
      ? 'As a list of claims it would be taken for:'
      : `It looks like an export of ${plan.preset}:`,
    ...taken,
    ...(plan.lines === undefined ? [] : [plan.lines]),
    ...(asks.length > 0 ? ['', 'What it leaves open:', ...asks] : []),
    '',
    'Take it in by hand once; from then on lists with these columns come in by themselves:',
    `  ./dunwell import claims ${file} --dry-run`,
    `  ./dunwell import claims ${file} --suggest-map map.yaml   (to correct what a column is taken for)`,
    `  ./dunwell import debtors ${file}   (if it is a list of customers)`,
    ...(bank ? [`  ./dunwell import bank ${file}   (if a bank made it)`] : []),
    '',
  ].join('\n')
}

function sheetText(path: string, { facts }: Problem): string {
  const fix = `Take it in by hand:\n  ./dunwell import claims ${JSON.stringify(path)} --sheet NAME`
  return `${basename(path)} waits: which of its sheets is the list? ${facts.says}\n\n${fix}\n`
}

async function refuse(folder: string, name: string, problem: Problem): Promise<InboxFile> {
  const movedTo = await moved(folder, name, 'problem', name)
  const { says, fix, line } = problem.facts
  const where = line === undefined ? '' : `Line ${line}: `
  const again = 'Put it right and put it back into the inbox.'
  await writeFile(
    `${movedTo}.txt`,
    `${name} was not taken in, and nothing of it was written.\n\n${where}${says}\n  ${fix}\n\n${again}\n`,
  )
  return { name, what: 'refused', problem: problem.facts, movedTo }
}

function problemsText(name: string, { problems }: ImportResult): string {
  const lines = problems.first.slice(0, problemsTold).map((it) => {
    const where = it.line === undefined ? '' : `line ${it.line}: `
    return `${where}${it.says}\n  ${it.fix}`
  })
  const more = problems.count > lines.length ? [`… and ${problems.count - lines.length} more.`] : []
  const again =
    'The rows are in the file beside this one, without ".txt". Correct them and put that file into the inbox.'
  return [
    `${name} was taken in without ${problems.count === 1 ? 'one row' : `${problems.count} rows`}:`,
    '',
    ...lines,
    ...more,
    '',
    again,
    '',
  ].join('\n')
}

function done(folder: string, name: string, importId: string): Promise<string> {
  return moved(folder, name, 'done', `${importId}-${name}`)
}

/** Out of the inbox, never over another file. */
async function moved(folder: string, name: string, where: 'done' | 'problem', as: string): Promise<string> {
  const target = join(folder, where)
  await mkdir(target, { recursive: true })
  const taken = new Set(await readdir(target))
  const end = extname(as)
  let own = as
  for (let again = 2; taken.has(own); again++) own = `${basename(as, end)}-${again}${end}`
  await rename(join(folder, name), join(target, own))
  await rm(join(folder, `${name}${questionEnd}`), { force: true })
  return join(target, own)
}

async function shaOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
