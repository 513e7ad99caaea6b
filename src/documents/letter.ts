// The same words on paper: an A4 letter as PDF/A, for post and for the record. Typst sets it; one compiler per thread.

import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { dayText } from '../core/day.ts'
import { groupedReference } from '../core/iban.ts'
import { assert, problem } from '../core/problem.ts'
import type { MessageFacts } from './facts.ts'
import { dayIn } from './format.ts'
import { languageOf } from './languages.ts'
import { type Block, type Inline, plainText, plainValue } from './markup.ts'
import { qrSvg } from './qr.ts'
import { wordsOf } from './render.ts'
import { billOf } from './swiss-bill.ts'
import { folded } from './table.ts'
import type { Template } from './template.ts'

export interface LetterOptions {
  /** Printed at the foot of each page of a draft. */
  readonly stamp?: 'have this checked'
  /** A4 where nothing is said. */
  readonly paper?: 'a4' | 'us-letter'
}

export interface RenderedLetter {
  readonly pdf: Uint8Array
  readonly pages: number
}

/** What a letter is printed on in a country. */
export function paperOf(country: string): 'a4' | 'us-letter' {
  return ['US', 'CA', 'MX'].includes(country) ? 'us-letter' : 'a4'
}

/** A Problem where a name has letters that no font at hand can print: better no letter than one with holes. */
export function renderLetter(template: Template, facts: MessageFacts, options: LetterOptions = {}): RenderedLetter {
  return onPaper(program, 'letter', letterData(template, facts, options))
}

/** Sets data by a Typst program that reads it under `name`. */
export function onPaper(source: string, name: string, data: object): RenderedLetter {
  const compiler = compilerHere()
  try {
    // Straight to PDF: a compiled document handed to JavaScript keeps a megabyte alive until the collector happens by.
    const input = { mainFileContent: source, inputs: { [name]: JSON.stringify(data) } }
    const pdf = compiler.pdf(input, { pdfStandard: 'a-2a' })
    return { pdf: new Uint8Array(pdf), pages: pagesOf(pdf) }
  } catch (error) {
    throw unprintable(error as Error)
  } finally {
    // Keeps what the last letters shared (fonts, the program) and lets go of the rest.
    compiler.evictCache(3)
  }
}

/** The letter as one picture of its pages, for looking at on a screen: what is sent and kept is the PDF. */
export function drawLetter(template: Template, facts: MessageFacts, options: LetterOptions = {}): string {
  const compiler = compilerHere()
  try {
    const inputs = { letter: JSON.stringify(letterData(template, facts, options)) }
    return compiler.svg({ mainFileContent: program, inputs })
  } catch (error) {
    throw unprintable(error as Error)
  } finally {
    compiler.evictCache(3)
  }
}

/** How many pages a letter of ours has. */
export function pagesOf(pdf: Buffer): number {
  const count = /\/Type \/Pages\s+\/Count (\d+)/.exec(pdf.toString('latin1'))?.[1]
  assert(count !== undefined, 'a letter does not say how many pages it has')
  return Number(count)
}

const source = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
const program = `${source('./swiss-bill.typ')}\n${source('./letter.typ')}`
let compiler: NodeCompiler | undefined

function compilerHere(): NodeCompiler {
  if (!compiler) {
    const fonts = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/source-sans-3/package.json')))
    const faces = ['400Regular', '400Regular_Italic', '600SemiBold']
    compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: faces.map((face) => `${fonts}/${face}`) }] })
  }
  return compiler
}

function letterData(template: Template, facts: MessageFacts, options: LetterOptions): object {
  const { document, subject, heading, facts: seen } = wordsOf(template, facts)
  const { creditor, debtor, signatory } = facts
  const [year, month, day] = dayText(facts.day).split('-').map(Number)
  const { page } = languageOf(facts.language)
  // A Swiss code stands in the payment part that goes with it, on its own paper size alone.
  const a4 = (options.paper ?? 'a4') === 'a4'
  const bills = a4 ? seen.payTo.flatMap(({ qr }) => billOf(qr ?? '', facts.language) ?? []) : []
  const codes = new Map(
    seen.payTo.flatMap(({ qr }, index) =>
      qr && !(a4 && billOf(qr, facts.language)) ? [[`qr-${index + 1}`, qrSvg(qr)] as const] : [],
    ),
  )
  const clean = (text: string) => printable(plainValue(text))
  const phone = signatory.phone ?? creditor.phone
  return {
    language: facts.language,
    subject: printable(subject),
    shortSubject: [...printable(subject)].slice(0, 85).join(''),
    heading: heading === undefined ? null : printable(heading),
    date: { year, month, day },
    dateText: dayIn(facts.day, facts.language),
    pageOf: page.of('{page}', '{pages}'),
    stamp: options.stamp ?? null,
    paper: options.paper ?? 'a4',
    creditor: { name: clean(creditor.name) },
    contactLine: [creditor.phone, creditor.email, creditor.website]
      .flatMap((part) => (part ? [clean(part)] : []))
      .join('  ·  '),
    returnLine: [creditor.name, ...creditor.addressLines].map(clean).join(', '),
    recipient: inWindow(
      [debtor.name, ...(debtor.contactName && debtor.contactName !== debtor.name ? [debtor.contactName] : [])].map(
        plainValue,
      ),
      debtor.addressLines.map(plainValue),
    ).map(printable),
    facts: [
      [page.date, dayIn(facts.day, facts.language)],
      // Among friends nobody is a number.
      ...(template.manner === 'familiar' ? [] : [[page.number, clean(debtor.number)]]),
      [page.reference, groupedReference(clean(facts.reference))],
      [page.contact, clean(signatory.name)],
      ...(phone ? [[page.phone, clean(phone)]] : []),
    ],
    blocks: lastTogether(
      document.blocks.flatMap((block, index, all) => paperBlock(block, all[index + 1], all[index - 1], codes)),
    ),
    bills: bills.map((bill) => ({
      ...bill,
      account: bill.account.map(printable),
      debtor: bill.debtor?.map(printable) ?? null,
    })),
    footer: document.footer.map((block) => paperBlock(block, undefined, undefined, codes)[0]),
  }
}

const windowLines = 5
// Of 80 mm in 10 pt, with something to spare for a last word that moves to the next line.
const windowEms = 18

/** Names are cut where they would push the lines that the post reads out of the window. */
function inWindow(names: readonly string[], address: readonly string[]): string[] {
  const linesOf = (text: string) => Math.max(1, Math.ceil(emsOf(text) / windowEms))
  let room = windowLines - address.reduce((sum, line) => sum + linesOf(line), 0)
  const shown: string[] = []
  for (const [i, name] of names.entries()) {
    const most = Math.max(1, room - (names.length - i - 1))
    const cut = shortened(name, most * windowEms)
    room -= linesOf(cut)
    // Who it is for stands above whose hands it goes to; where there is no room for both, the first is enough.
    if (i === 0 || room >= 0) shown.push(cut)
  }
  return [...shown, ...address]
}

function shortened(text: string, emsMax: number): string {
  if (emsOf(text) <= emsMax) return text
  let cut = ''
  for (const letter of text) {
    if (emsOf(cut) + emsOf(letter) > emsMax - 1) break
    cut += letter
  }
  return `${cut.trimEnd()}…`
}

/** About as wide as it is printed: capitals are wider, and the widest are as wide as high. */
function emsOf(text: string): number {
  let ems = 0
  for (const letter of text)
    ems += /[WMwm@%—…]|[^\p{Script=Latin}\p{N}\p{P}\s]/u.test(letter) ? 0.9 : /\p{Lu}/u.test(letter) ? 0.65 : 0.5
  return ems
}

/** Two paragraphs or fewer must not go to a page of their own: a signature keeps the words before it. */
function lastTogether(blocks: readonly object[]): object[] {
  const at = Math.max(0, blocks.length - 3)
  return [...blocks.slice(0, at), { type: 'together', blocks: blocks.slice(at) }]
}

// Characters of 9.5 pt that fit between the margins, a little on the safe side.
const tableRoom = 84
const rowLong = 3_000

function paperBlock(
  block: Block,
  next: Block | undefined,
  previous: Block | undefined,
  codes: ReadonlyMap<string, string>,
): object[] {
  if (block.type === 'details') {
    const source = next?.type === 'image' ? codes.get(next.source) : undefined
    const code = next?.type === 'image' && source !== undefined ? { source, caption: printable(next.caption) } : null
    return [{ type: 'panel', rows: block.rows.map(([label, value]) => [paper(label), paper(value)]), code }]
  }
  if (block.type === 'image') {
    const source = codes.get(block.source)
    if (previous?.type === 'details' || source === undefined) return []
    return [{ type: 'image', source, caption: printable(block.caption) }]
  }
  if (block.type === 'table') {
    const { columns, rows } = folded(block, tableRoom)
    return [
      {
        type: 'table',
        columns: columns.map((column) => ({ head: paper(column.head), align: column.align })),
        rows: rows.map((row) => ({
          ...row,
          // A row stays whole, unless it could fill a page.
          long: JSON.stringify([row.cells, row.details]).length > rowLong,
          cells: row.cells.map(paper),
          details: row.details.map(({ head, value }) => ({ head: paper(head), value: paper(value) })),
        })),
      },
    ]
  }
  if (block.type === 'list') {
    return [
      {
        ...block,
        items: block.items.map((item) => item.flatMap((each) => paperBlock(each, undefined, undefined, codes))),
      },
    ]
  }
  return [{ ...block, children: paper(block.children) }]
}

function paper(inlines: readonly Inline[]): object[] {
  return inlines.map((inline) => {
    if (inline.type === 'text') return { type: 'text', text: printable(inline.text) }
    if (inline.type === 'break' || inline.type === 'image') return { type: 'break' }
    if (inline.type !== 'link') return { type: inline.type, children: paper(inline.children) }
    const shown = inline.href.startsWith('https:') && plainText(inline.children) !== inline.href
    return { ...inline, children: paper(inline.children), shown: shown ? printable(inline.href) : '' }
  })
}

// Typst counts what it replaces and gives up above some hundreds in one text.
const zeroWidthSpace = '\u200b'

/** Without emoji, which no text font prints, and what nobody sees, and with places to break in words longer than a line has room for. */
export function printable(text: string): string {
  return text
    .replace(
      /(?![©®™])\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}\u{1f1e6}-\u{1f1ff}\ufe0f\u00ad\u200b-\u200d\u2060\ufeff]/gu,
      '',
    )
    .replace(/\S{31,}/g, (word) => word.replace(word.length > 3_000 ? /.{25}/gu : /.{10}/gu, `$&${zeroWidthSpace}`))
}

function unprintable(error: Error): Error {
  const missing = new Set(
    [...error.message.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/g)].map(([, text]) =>
      // Rust writes what no screen shows either as an escape; people know it by its number.
      text!.replace(/\\+u\{([0-9a-f]+)\}/g, (_, code: string) => `U+${code.toUpperCase()}`),
    ),
  )
  if (missing.size === 0) return new Error(`This is a bug in Dunwell: a letter cannot be set: ${error.message}`)
  return problem(
    'documents.unprintable_letters',
    `The letter cannot be printed: no font here has ${[...missing].slice(0, 10).join(' ')}.`,
    'Send it by email, or enter the name in Latin letters.',
  )
}
