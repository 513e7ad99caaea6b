import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { camt } from '../../test/bank-samples.ts'
import { paypal, sparkasse } from '../../test/bank-tables.ts'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { ublOf } from '../../test/einvoice-samples.ts'
import { workbook } from '../../test/workbook.ts'
import { type Day, dayAt, dayText } from '../core/day.ts'
import { findClaim } from '../store/claim.ts'
import { inWorkspace } from '../store/db.ts'
import { knownUntil } from '../store/list.ts'
import { goLive, readWorkspace } from '../store/workspace.ts'
import { importBank } from './bank.ts'
import { type ImportDesk, type ImportOptions, planImport, runImport } from './import.ts'
import { inboxOf, lookAtInbox, waitingIn } from './import-inbox.ts'
import { readGone } from './list.ts'
import { lookOnce, type ScheduleNews } from './schedule.ts'
import { readImports } from './undo.ts'

const at = await freshDatabase()
const folders: string[] = []
afterAll(() => {
  for (const it of folders) rmSync(it, { recursive: true, force: true })
})

async function scene({ live = false } = {}) {
  at.clock.set('2026-03-02')
  const id = await nordwind(at, { currency: 'EUR' })
  if (live) await inWorkspace(at.db, id, 'test', goLive)
  const workspace = await inWorkspace(at.db, id, 'test', readWorkspace)
  const dataDir = mkdtempSync(join(tmpdir(), 'dunwell-inbox-'))
  folders.push(dataDir)
  const inbox = inboxOf(dataDir, id, true)
  mkdirSync(inbox)
  const seen = new Map<string, string>()
  const desk: ImportDesk = {
    workspace,
    get today() {
      return dayAt(at.clock.now(), workspace.zone)
    },
    tx: (work) => inWorkspace(at.db, id, 'test', work),
  }
  const look = async (more: { stopping?: () => boolean } = {}) =>
    (await lookAtInbox(at.db, workspace, { dataDir, actor: 'test', alone: true, seen, ...more })) ?? []
  return {
    desk,
    dataDir,
    inbox,
    look,
    /** Two looks: the second finds what did not change since the first. */
    take: async () => {
      await look()
      return look()
    },
    drop: (name: string, text: string | Uint8Array) => writeFileSync(join(inbox, name), text),
    byHand: async (name: string, options: ImportOptions = {}) => {
      const path = join(inbox, name)
      return runImport(desk, await planImport(desk, path, 'claims', options), options)
    },
    amount: (number: string) => desk.tx(async (tx) => (await findClaim(tx, number)).openMinor),
  }
}

const head = 'Customer;Invoice number;Invoice date;Due date;Amount'
const row = (number: string, amount = '100.00') => `Meyer GmbH;${number};2026-01-10;2026-02-09;${amount}`
const list = (...rows: string[]) => [head, ...rows, ''].join('\n')
const known = { defaults: { currency: 'EUR' } }
const what = (files: readonly { name: string; what: string }[]) => files.map((it) => `${it.name} ${it.what}`)

test('a list waits with its question; taken in once by hand, the next of its kind comes in by itself, each once', async () => {
  const it = await scene()
  it.drop('march.csv', list(row('R1')))
  const [first] = await it.take()
  expect(first).toMatchObject({ what: 'waiting', asked: true })
  const question = readFileSync(join(it.inbox, 'march.csv.question.txt'), 'utf8')
  expect(question).toContain('In which currency are the amounts? (EUR / GBP / USD / CHF)')
  expect(question).toContain(`./dunwell import claims "${join(it.inbox, 'march.csv')}"`)
  expect(await waitingIn(it.inbox)).toEqual(['march.csv'])
  expect((await it.look())[0]).toMatchObject({ what: 'waiting', asked: false })

  await it.byHand('march.csv', known)
  expect(what(await it.look())).toEqual(['march.csv known'])
  expect(readdirSync(it.inbox)).toEqual(['done'])

  it.drop('april.csv', list(row('R1'), row('R2', '50.00')))
  it.drop('april again.csv', list(row('R1'), row('R2', '50.00')))
  expect(what(await it.look())).toEqual(['april again.csv arriving', 'april.csv arriving'])
  const [taken, again] = await it.look()
  expect([taken!.what, again!.what]).toEqual(['imported', 'known'])
  expect(await it.amount('R2')).toBe(5_000)
  const imports = await readImports(it.desk)
  expect(imports).toHaveLength(2)
  const done = imports.map((one) => `${one.id}-`)
  expect(readdirSync(join(it.inbox, 'done')).every((name) => done.some((id) => name.startsWith(id)))).toBe(true)
})

test('what is still arriving is not taken', async () => {
  const it = await scene()
  it.drop('first.csv', list(row('R1')))
  await it.byHand('first.csv', known)
  await it.take()
  it.drop('grows.csv', list(row('R2')))
  it.drop('half.csv.part', list(row('R3')))
  it.drop('download.csv.crdownload', list(row('R4')))
  it.drop('open.csv', list(row('R5')))
  it.drop('.~lock.open.csv#', 'somebody')
  it.drop('.hidden.csv', list(row('R6')))
  it.drop('empty.csv', '')
  mkdirSync(join(it.inbox, 'folder.csv'))
  symlinkSync('/etc/hostname', join(it.inbox, 'link.csv'))
  await it.look()
  appendFileSync(join(it.inbox, 'grows.csv'), row('R7'))
  const arriving = ['download.csv.crdownload', 'empty.csv', 'grows.csv', 'half.csv.part', 'open.csv']
  expect(what(await it.look())).toEqual(arriving.map((name) => `${name} arriving`))
  rmSync(join(it.inbox, '.~lock.open.csv#'))
  expect((await it.look()).filter((one) => one.what === 'imported').map((one) => one.name)).toEqual([
    'grows.csv',
    'open.csv',
  ])
  expect(await it.amount('R7')).toBe(10_000)
  expect(existsSync(join(it.inbox, '.hidden.csv'))).toBe(true)
})

test('what cannot be read goes to problem with the reasons; rows refused come back as a list, which comes in once it is corrected', async () => {
  const it = await scene()
  it.drop('first.csv', list(row('R1')))
  await it.byHand('first.csv', { ...known, fullList: it.desk.today })
  await it.take()
  it.drop('picture.csv', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 1]))
  it.drop(
    'book.xlsx',
    workbook([
      {
        name: 'S',
        rows: [
          ['only', 'words'],
          ['here', 'there'],
        ],
      },
    ]).slice(0, 300),
  )
  const sheets = ['May', 'June'].map((name) => ({ name, rows: [head.split(';'), row('R7').split(';')] }))
  it.drop('two.xlsx', workbook(sheets))
  it.drop('next.csv', list(row('R1'), row('R2', 'much')))
  const files = await it.take()
  expect(what(files)).toEqual(['book.xlsx refused', 'next.csv imported', 'picture.csv refused', 'two.xlsx waiting'])
  expect(readFileSync(join(it.inbox, 'two.xlsx.question.txt'), 'utf8')).toContain('--sheet NAME')
  rmSync(join(it.inbox, 'two.xlsx'))
  const problems = join(it.inbox, 'problem')
  expect(readFileSync(join(problems, 'picture.csv.txt'), 'utf8')).toMatch(/not taken in, and nothing of it was written/)
  const rejects = readdirSync(problems).find((name) => name.endsWith('.rejects.csv'))!
  expect(readFileSync(join(problems, `${rejects}.txt`), 'utf8')).toContain('line 3: "much" in column "Amount"')
  const text = readFileSync(join(problems, rejects), 'utf8')
  it.drop('mended.csv', text.replace('much;', '60.00;'))
  expect(what(await it.take())).toEqual(['mended.csv imported'])
  expect(await it.amount('R2')).toBe(6_000)
  // Only the list itself is a full list; its corrected rows say nothing of what is not among them.
  expect(await readGone(it.desk)).toEqual([])
  expect((await readImports(it.desk)).map((one) => one.fullListOn !== null).filter(Boolean)).toHaveLength(2)
})

test('a full list counts as of the day it was written, and not before the one that is known', async () => {
  const it = await scene()
  it.drop('a.csv', list(row('R1'), row('R2')))
  await it.byHand('a.csv', { ...known, fullList: it.desk.today })
  await it.take()
  at.clock.set('2026-03-09')
  const write = (name: string, text: string, day: string) => {
    it.drop(name, text)
    utimesSync(join(it.inbox, name), new Date(`${day}T12:00:00Z`), new Date(`${day}T12:00:00Z`))
  }
  write('b.csv', list(row('R1'), row('R2'), row('R3')), '2026-03-06')
  await it.take()
  const until = () => it.desk.tx((tx) => knownUntil(tx, it.desk.workspace.creditorId))
  expect(dayText((await until()) as Day)).toBe('2026-03-06')
  // The same bytes as of a later day say that nothing changed until then.
  write('c.csv', list(row('R1'), row('R2'), row('R3')), '2026-03-08')
  expect(what(await it.take())).toEqual(['c.csv imported'])
  expect(dayText((await until()) as Day)).toBe('2026-03-08')
  write('d.csv', list(row('R1'), row('R2'), row('R3')), '2026-03-07')
  expect(what(await it.take())).toEqual(['d.csv known'])
})

test('of several programs one takes a file, and one that was killed before it had put the file away does nothing twice', async () => {
  const it = await scene()
  it.drop('first.csv', list(row('R1')))
  await it.byHand('first.csv', known)
  await it.take()
  it.drop('next.csv', list(...Array.from({ length: 300 }, (_, i) => row(`N${i}`))))
  await it.look()
  const looks = await Promise.all([it.look(), it.look(), it.look()])
  expect(looks.flat().filter((one) => one.what === 'imported')).toHaveLength(1)
  expect(await readImports(it.desk)).toHaveLength(2)
  const [name] = readdirSync(join(it.inbox, 'done')).filter((one) => one.endsWith('next.csv'))
  copyFileSync(join(it.inbox, 'done', name!), join(it.inbox, 'next.csv'))
  expect(what(await it.take())).toEqual(['next.csv known'])
  it.drop('late.csv', list(row('R9')))
  await it.look()
  expect(await it.look({ stopping: () => true })).toEqual([])
  expect(existsSync(join(it.inbox, 'late.csv'))).toBe(true)
})

test('the schedule takes lists in before it runs, and tells counts alone', async () => {
  const own = await freshDatabase('2026-03-02')
  const id = await nordwind(own)
  const news: ScheduleNews[] = []
  const seen = new Map<string, string>()
  const stopping = () => false
  const look = () =>
    lookOnce(own.db, { dataDir: own.dataDir, worker: 'test', stopping, seen, onNews: (it) => news.push(it) })
  await look()
  const inbox = inboxOf(own.dataDir, id, true)
  writeFileSync(join(inbox, 'list.csv'), list(row('R1')).replace('Amount', 'Amount EUR'))
  await look()
  await look()
  await look()
  expect(news).toEqual([{ what: 'inbox', workspace: id, imported: 0, refused: 0, waiting: 1 }])
  const workspace = await inWorkspace(own.db, id, 'test', readWorkspace)
  const desk = {
    workspace,
    today: dayAt(own.clock.now(), workspace.zone),
    tx: <T>(work: (tx: never) => Promise<T>) => inWorkspace(own.db, id, 'test', work as never) as Promise<T>,
  }
  await runImport(desk as ImportDesk, await planImport(desk as ImportDesk, join(inbox, 'list.csv'), 'claims'))
  writeFileSync(join(inbox, 'more.csv'), list(row('R2')).replace('Amount', 'Amount EUR'))
  await look()
  await look()
  expect(news.slice(1)).toEqual([
    { what: 'inbox', workspace: id, imported: 1, refused: 0, waiting: 0 },
    { what: 'inbox', workspace: id, imported: 1, refused: 0, waiting: 0 },
  ])
})

test('what a bank made and e-invoices come in by what they hold; a table of a bank waits the first time', async () => {
  const it = await scene()
  const invoice = ublOf({ due: '2026-02-14', vat: 'DE123456788', buyerNumber: '10042' })
  writeFileSync(join(it.inbox, 'a.dat'), camt)
  writeFileSync(join(it.inbox, 'b.dat'), invoice)
  writeFileSync(join(it.inbox, 'c.csv'), paypal)
  writeFileSync(join(it.inbox, 'd.csv'), sparkasse)
  const files = await it.take()
  expect(what(files)).toEqual(['a.dat money', 'b.dat money', 'c.csv money', 'd.csv waiting'])
  expect(files.flatMap((one) => (one.what === 'money' ? [one.says] : []))).toEqual([
    '3 new bank lines, 0 known already',
    'e-invoice, 1 new claim',
    '4 new bank lines, 0 known already',
  ])
  expect(files.at(-1)).toMatchObject({ question: expect.stringContaining('./dunwell import bank') })
  await importBank(it.desk, join(it.inbox, 'd.csv'))
  writeFileSync(join(it.inbox, 'e.csv'), sparkasse.replace('"1.119,00"', '"1.120,00"'))
  expect(what(await it.take())).toEqual(['e.csv money'])
  expect(existsSync(join(it.inbox, 'd.csv'))).toBe(false)
  writeFileSync(join(it.inbox, 'f.xml'), camt.replace('1187.50', '1187.51'))
  expect(what(await it.take())).toEqual(['f.xml refused'])
  expect(readFileSync(join(it.inbox, 'problem', 'f.xml.txt'), 'utf8')).toContain('does not balance')
})
