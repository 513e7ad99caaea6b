import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterAll, expect, test } from 'vitest'
import { paperOf } from '../../test/pdf.ts'
import { addCustomer } from '../../test/seed-papers.ts'
import { stage } from '../../test/stories/story.ts'
import { day } from '../core/day.ts'
import { inWorkspace, rows, sql } from '../store/db.ts'
import { findDebtor } from '../store/debtor.ts'
import { listDocuments, withdrawDocument } from '../store/document.ts'
import { readWorkspace, setKnownUntil } from '../store/workspace.ts'
import { fileByHand } from './filing-one.ts'
import { stepWords } from './preview-step.ts'
import { send } from './release.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-copies-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const on = '2024-02-19'

/** A workspace with one customer, and papers filed under their claims by hand. */
async function withCopies(
  customer: Parameters<typeof addCustomer>[1],
  papers: readonly [string, string, Uint8Array][],
) {
  const it = await stage()
  const within = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(it.at.db, it.workspaceId, 'test', work)
  await within(async (tx) => {
    await addCustomer(tx, customer)
    await setKnownUntil(tx, (await readWorkspace(tx)).creditorId, day('2024-12-31'), 'test')
    for (const [i, [claim, name, bytes]] of papers.entries()) {
      // Two files of one name come from two folders.
      mkdirSync(join(folder, `${i}`), { recursive: true })
      writeFileSync(join(folder, `${i}`, name), bytes)
      await fileByHand(tx, join(folder, `${i}`, name), { claim, kind: 'invoice' })
    }
  })
  it.at.clock.set(on)
  const workspace = await within(readWorkspace)
  const sent = async () => {
    await run(it.at.db, workspace, { day: day(on), actor: 'test' })
    return send(it.at.db, workspace, { day: day(on), actor: 'test', dataDir: it.at.dataDir, worker: 'test' })
  }
  return { it, within, workspace, sent, filesIn: (name: string) => readdirSync(join(it.at.dataDir, name)).sort() }
}

test('a second reminder carries the invoices it names, byte for byte, and says so', async () => {
  const [first, second, old] = ['one', 'two', 'old'].map((text) => paperOf(`Invoice ${text}`)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]
  const { it, within, sent, filesIn } = await withCopies({ name: 'Meyer Ltd', claims: ['7', '8', '9'] }, [
    ['7', 'scan.pdf', old],
    ['7', 'scan.pdf', first],
    ['8', 'scan.pdf', second],
  ])
  expect((await sent()).sent).toBe(1)
  const bytes = readFileSync(join(it.at.dataDir, 'mail', filesIn('mail')[0]!))
  const mail = await PostalMime.parse(bytes)
  const copies = mail.attachments.filter((one) => one.mimeType === 'application/pdf')
  expect(copies.map((one) => one.filename)).toEqual(['scan.pdf', 'scan-2.pdf'])
  expect(copies.map((one) => Buffer.from(one.content as ArrayBuffer))).toEqual([
    Buffer.from(first),
    Buffer.from(second),
  ])
  expect(mail.text).toContain('Enclosed: copies of invoices 7, 8')
  expect(mail.html).toContain('copies of invoices 7, 8')
  const [kept] = await within((tx) => rows<{ permit: object }>(tx, sql`SELECT permit FROM attempts`))
  expect(kept!.permit).toMatchObject({ enclosed: [{ claim: '7' }, { claim: '8' }] })
})

test.each([
  ['en', 'Enclosed: copy of invoice 7'],
  ['de', 'Anlage: Kopie der Rechnung 7'],
  ['fr', 'Ci-joint : copie de la facture 7'],
  ['es', 'Se adjunta: copia de la factura 7'],
])('in %s', async (language, says) => {
  const { within, workspace } = await withCopies({ name: 'Meyer Ltd', language, claims: ['7'] }, [
    ['7', 'scan.pdf', paperOf('Invoice')],
  ])
  const words = (step: string) =>
    within(async (tx) => stepWords(tx, workspace, await findDebtor(tx, 'Meyer'), { step }, day(on)))
  const second = await words('second')
  expect(second.message.text.replaceAll('\u00a0', ' ')).toContain(says)
  expect(second.enclosed).toEqual(['Enclosed: scan.pdf (invoice of 7, 1 kB)'])
  expect((await words('friendly')).enclosed).toEqual([])
})

test('a letter has its copies beside it, and the task says so', async () => {
  const scan = paperOf('Invoice 7')
  const { it, within, sent, filesIn } = await withCopies(
    { name: 'Meyer Ltd', post: '1 High Street\nYork YO1 1AA', claims: ['7'] },
    [['7', 'scan.pdf', scan]],
  )
  expect((await sent()).printed).toBe(1)
  const [letter, copy] = filesIn('letters').sort((a, b) => a.length - b.length)
  expect([letter, copy]).toEqual([
    expect.stringMatching(/^2024-02-19-meyer-ltd-second-\w+\.pdf$/),
    expect.stringMatching(/^2024-02-19-meyer-ltd-second-enclosure-1-\w+\.pdf$/),
  ])
  expect(readFileSync(join(it.at.dataDir, 'letters', copy!))).toEqual(Buffer.from(scan))
  const tasks = await within((tx) => rows<{ says: string }>(tx, sql`SELECT says FROM tasks WHERE kind = 'post'`))
  expect(tasks.map((one) => one.says)).toEqual(['Print and post this letter with its enclosure, the file beside it.'])
})

test('too much for a mail: none of it, and it says so; what was withdrawn does not go', async () => {
  const large = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(10_500_000, 'x'), Buffer.from('\n%%EOF\n')])
  const { it, within, workspace, sent, filesIn } = await withCopies({ name: 'Meyer Ltd', claims: ['7'] }, [
    ['7', 'scan.pdf', large],
  ])
  const words = () =>
    within(async (tx) => stepWords(tx, workspace, await findDebtor(tx, 'Meyer'), { step: 'second' }, day(on)))
  const says = 'No copies go with it: 1 with 10.5 MB are more than one mail should carry (30, 10 MB).'
  expect((await words()).enclosed).toEqual([says])
  await sent()
  const mail = await PostalMime.parse(readFileSync(join(it.at.dataDir, 'mail', filesIn('mail')[0]!)))
  expect(mail.attachments.filter((one) => one.mimeType === 'application/pdf')).toEqual([])
  expect(mail.text).not.toContain('Enclosed')
  const [kept] = await within((tx) => rows<{ permit: object }>(tx, sql`SELECT permit FROM attempts`))
  expect(kept!.permit).toMatchObject({ leftOut: says })
  await within(async (tx) => withdrawDocument(tx, (await listDocuments(tx))[0]!))
  expect((await words()).enclosed).toEqual([])
})
