// `dunwell import documents` and `dunwell document`: PDFs filed under claims and customers, by themselves or by hand.

import { writeFileSync } from 'node:fs'
import { type Command, Option } from 'commander'
import { dayAt, dayText } from '../core/day.ts'
import { type DocumentKind, documentKinds } from '../core/document.ts'
import { Problem, problem, quoted } from '../core/problem.ts'
import { type FilingResult, fileFolder, type LeftOver } from '../engine/filing.ts'
import { fileByHand } from '../engine/filing-one.ts'
import { findClaim } from '../store/claim.ts'
import { findDebtor } from '../store/debtor.ts'
import {
  type DocumentRow,
  documentBytes,
  documentId,
  findDocument,
  listDocuments,
  withdrawDocument,
} from '../store/document.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'

const json = { json: true }

/** Under `dunwell import`. */
export function importingDocuments(parent: Command, wiring: Wiring): void {
  command(
    parent,
    'documents',
    'file PDFs (invoices, contracts, orders, proofs of delivery) by the number in their name or text',
    './dunwell import documents invoices/\n./dunwell import documents scans/ --kind invoice --dry-run',
    json,
  )
    .argument('<folder>', 'the folders in it are read too')
    .addOption(new Option('--kind <kind>', 'what all of them are, where nothing says it').choices(documentKinds))
    .option('--dry-run', 'show what would go where and write nothing')
    .action((folder: string, options: CommonOptions & { kind?: DocumentKind; dryRun?: boolean }) =>
      atDesk(wiring, async (desk) => {
        const result = await fileFolder(desk.db, desk.workspace, folder, {
          actor: desk.actor,
          kind: options.kind,
          dryRun: options.dryRun,
          onProgress: options.json ? undefined : (files) => files % 200 === 0 && desk.say(`${files} files read …`),
        })
        return { json: result, text: resultText(result, options.dryRun === true) }
      })(options),
    )
}

export function documents(program: Command, wiring: Wiring): void {
  const it = program.command('document').description('filed PDFs: add, list, show, withdraw')
  command(
    it,
    'add',
    'file a PDF by hand',
    './dunwell document add scan.pdf --claim 2024-0117 --kind invoice\n./dunwell document add terms.pdf --debtor "Meyer GmbH" --kind contract',
    json,
  )
    .argument('<file>')
    .option('--claim <number>')
    .option('--debtor <customer>')
    .addOption(new Option('--kind <kind>').choices(documentKinds).makeOptionMandatory())
    .action((file: string, options: CommonOptions & { claim?: string; debtor?: string; kind: DocumentKind }) =>
      atDesk(wiring, (desk) => add(desk, file, options))(options),
    )
  command(it, 'list', 'what is filed: all, of a claim, or of a customer', './dunwell document list 2024-0117', json)
    .argument('[of]', 'a claim or a customer')
    .action((of: string | undefined, options: CommonOptions) => atDesk(wiring, (desk) => list(desk, of))(options))
  command(
    it,
    'show',
    'one document; with --out its exact bytes',
    './dunwell document show doc_… --out invoice.pdf',
    json,
  )
    .argument('<document>')
    .option('--out <file>', 'write its bytes to this file, which must not be there yet')
    .action((id: string, options: CommonOptions & { out?: string }) =>
      atDesk(wiring, (desk) => show(desk, id, options.out))(options),
    )
  command(
    it,
    'withdraw',
    'it was filed wrongly: it goes out with nothing any more',
    './dunwell document withdraw doc_… --why "another customer’s"',
    json,
  )
    .argument('<document>')
    .option('--why <note>')
    .action((id: string, options: CommonOptions & { why?: string }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const found = await findDocument(tx, id)
          const done = await withdrawDocument(tx, found, options.why)
          return {
            json: { id, withdrawn: done },
            text: done ? `${found.name} is withdrawn.` : 'It was withdrawn before; nothing changed.',
          }
        }),
      )(options),
    )
}

async function add(
  desk: Desk,
  file: string,
  options: { claim?: string; debtor?: string; kind: DocumentKind },
): Promise<Answer> {
  if ((options.claim === undefined) === (options.debtor === undefined))
    throw problem('document.where', 'Where does it belong?', 'Give either --claim or --debtor.')
  const done = await desk.tx((tx) => fileByHand(tx, file, options))
  const id = done.id === undefined ? undefined : documentId({ book: done.key.book, id: done.id })
  const where = done.claim === undefined ? done.customer : `${done.claim} of ${done.customer}`
  return {
    json: { id: id ?? null, claim: done.claim ?? null, customer: done.customer },
    text:
      id === undefined
        ? `It is filed under ${where} already; nothing changed.`
        : `Filed under ${where}, ${said(options.kind)}: ${id}`,
  }
}

async function list(desk: Desk, of: string | undefined): Promise<Answer> {
  const found = await desk.tx(async (tx) => {
    if (of === undefined) return listDocuments(tx)
    try {
      return await listDocuments(tx, { claim: await findClaim(tx, of) })
    } catch (error) {
      if (!(error instanceof Problem) || error.facts.code !== 'claim.unknown') throw error
      return listDocuments(tx, { debtor: await findDebtor(tx, of) })
    }
  })
  const body = found.map((it) => [
    documentId(it),
    dayText(dayAt(it.recordedAt, desk.workspace.zone)),
    said(it.kind),
    it.claimNumber ?? '',
    it.debtorName,
    it.name,
  ])
  return {
    json: found.map(shown),
    text:
      found.length === 0
        ? 'No document is filed here yet:  ./dunwell import documents FOLDER'
        : columns(['document', 'filed', 'kind', 'claim', 'customer', 'name'], body),
  }
}

async function show(desk: Desk, id: string, out: string | undefined): Promise<Answer> {
  const { it, bytes } = await desk.tx(async (tx) => {
    const found = await findDocument(tx, id)
    return { it: found, bytes: out === undefined ? undefined : await documentBytes(tx, found) }
  })
  if (bytes) write(out!, bytes)
  return {
    json: { ...shown(it), written: out ?? null },
    text: [
      `${it.name}: ${said(it.kind)}, ${Math.ceil(it.size / 1000)} kB`,
      it.claimNumber === null ? it.debtorName : `Claim ${it.claimNumber} of ${it.debtorName}`,
      `Filed ${dayText(dayAt(it.recordedAt, desk.workspace.zone))}${it.withdrawnAt === null ? '' : ', withdrawn since'}`,
      `SHA-256 ${it.sha.toString('hex')}`,
      ...(out === undefined ? [] : [`Written to ${out}`]),
    ].join('\n'),
  }
}

function write(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    throw problem(
      'document.write',
      `The file ${quoted(file)} cannot be written (${(error as NodeJS.ErrnoException).code}).`,
      'Choose another name or place.',
    )
  }
}

function shown(it: DocumentRow) {
  return {
    id: documentId(it),
    kind: it.kind,
    name: it.name,
    claim: it.claimNumber,
    customer: { no: it.debtorNo, name: it.debtorName },
    bytes: it.size,
    sha256: it.sha.toString('hex'),
    filedAt: new Date(it.recordedAt).toISOString(),
    withdrawnAt: it.withdrawnAt === null ? null : new Date(it.withdrawnAt).toISOString(),
  }
}

const linesShown = 50

function resultText({ files, filed, known, leftOver }: FilingResult, dryRun: boolean): string {
  if (files === 0) return 'There is no file in this folder.'
  const parts = [
    `${dryRun ? 'Nothing was written. It would be: ' : ''}${files} ${files === 1 ? 'file' : 'files'}: ${filed.length} filed, ${known} filed before, ${leftOver.length} left for you.`,
  ]
  if (filed.length > 0)
    parts.push(
      columns(
        ['file', 'kind', 'claim', 'customer', 'because'],
        filed.slice(0, linesShown).map((it) => [it.file, said(it.kind), it.claim ?? '', it.customer, it.because]),
      ) + more(filed.length),
    )
  for (const [what, title] of titles) {
    const some = leftOver.filter((it) => it.what === what)
    if (some.length === 0) continue
    // One cure for all of them is said once.
    const once = what === 'none' || what === 'several' || what === 'kind' ? `\n${some[0]!.fix}` : ''
    const lines = some.slice(0, linesShown).map((it) => `  ${it.file}: ${it.says}${once ? '' : `\n    ${it.fix}`}`)
    parts.push(`${title}\n${lines.join('\n')}${more(some.length)}${once}`)
  }
  return parts.join('\n\n')
}

const titles: readonly [LeftOver['what'], string][] = [
  ['none', 'Fits nothing:'],
  ['several', 'Fits several:'],
  ['kind', 'What kind is it?'],
  ['problem', 'Cannot be read:'],
]

function more(count: number): string {
  return count > linesShown ? `\n… and ${count - linesShown} more; all of them with --json.` : ''
}

function said(kind: string): string {
  return kind.replaceAll('_', ' ')
}
