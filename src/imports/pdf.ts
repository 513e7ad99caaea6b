// Reads the words of a PDF in a thread of its own, which is ended when a file takes too long or too much memory: a hostile file
// costs itself and nothing else. It opens the first pages only, draws nothing and runs nothing that a file brings.

import { isMainThread, type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads'
import { Problem, problem } from '../core/problem.ts'

/** Words that stand together on one line, from where to where it reaches across the page. */
export interface Cell {
  readonly from: number
  readonly to: number
  readonly text: string
}
/** The cells of a line from left to right; lines follow one another down the page. */
export type Line = readonly Cell[]

export interface PdfText {
  readonly pages: number
  readonly lines: readonly Line[]
}

/** A file within a PDF. */
export interface PdfAttachment {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface PdfReader {
  /** The words of the first pages; a Problem for what is no whole, readable PDF. */
  read(bytes: Uint8Array): Promise<PdfText>
  /** The files that it carries, in the order of their names. */
  attachments(bytes: Uint8Array): Promise<readonly PdfAttachment[]>
  close(): Promise<void>
}

export interface PdfLimits {
  readonly bytesMax: number
  readonly timeMs: number
  /** By how much the whole program may grow while one file is read. */
  readonly growthBytes: number
}

export const pdfLimits: PdfLimits = { bytesMax: 25_000_000, timeMs: 20_000, growthBytes: 400_000_000 }

const pagesRead = 20
const lettersMax = 120_000
const attachmentsMax = 20
const attachedBytesMax = 50_000_000
// A thread is begun anew now and then, so that what the library keeps for itself never adds up; not often, since each new one costs memory too.
const filesPerThread = 2_000
const threadMark = 'dunwell pdf reader'

interface Asked {
  readonly bytes: Uint8Array
  readonly wants: 'words' | 'attachments'
}
type Found = PdfText | { readonly attachments: readonly PdfAttachment[] }
type Answer = Found | { readonly fault: string; readonly name: string }

/** One file at a time; the thread begins with the first. */
export function openPdfReader(limits: PdfLimits = pdfLimits): PdfReader {
  let thread: Worker | undefined
  let files = 0

  async function end(): Promise<void> {
    const old = thread
    thread = undefined
    files = 0
    await old?.terminate()
  }

  function inThread(asked: Asked): Promise<Answer> {
    thread ??= begun()
    const it = thread
    const before = process.memoryUsage.rss()
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(late)
        clearInterval(watch)
        it.off('message', answered)
        it.off('exit', gone)
      }
      const fail = (what: string) => {
        settle()
        reject(tooMuch(what))
      }
      const answered = (answer: Answer) => {
        settle()
        resolve(answer)
      }
      const gone = () => fail('takes too much memory to read')
      const late = setTimeout(() => fail('takes too long to read'), limits.timeMs)
      const watch = setInterval(() => {
        if (process.memoryUsage.rss() - before > limits.growthBytes) gone()
      }, 50)
      it.on('message', answered)
      it.on('exit', gone)
      it.postMessage(asked)
    })
  }

  async function ask(asked: Asked): Promise<Found> {
    checkWhole(asked.bytes, limits)
    try {
      const answer = await inThread(asked)
      files += 1
      if ('fault' in answer) throw faultProblem(answer)
      return answer
    } catch (error) {
      if (error instanceof Problem && error.facts.code === 'document.too_much') await end()
      throw error
    } finally {
      if (files >= filesPerThread) await end()
    }
  }

  return {
    read: async (bytes) => (await ask({ bytes, wants: 'words' })) as PdfText,
    async attachments(bytes) {
      const found = (await ask({ bytes, wants: 'attachments' })) as Extract<Found, { attachments: unknown }>
      return found.attachments
    },
    close: end,
  }
}

function begun(): Worker {
  const thread = new Worker(new URL(import.meta.url), {
    workerData: threadMark,
    resourceLimits: { maxOldGenerationSizeMb: 300, maxYoungGenerationSizeMb: 32 },
    stdout: true,
    stderr: true,
  })
  // Its exit says what has to be said; without a listener it would end the program.
  thread.on('error', () => undefined)
  return thread
}

function tooMuch(what: string): Problem {
  return problem(
    'document.too_much',
    `This PDF ${what}.`,
    'Open it, print it into a new PDF, and file that; or file it by hand with "dunwell document add".',
  )
}

/** A Problem for bytes that are surely no whole PDF, before a library looks at them. */
export function checkWhole(bytes: Uint8Array, { bytesMax }: Pick<PdfLimits, 'bytesMax'> = pdfLimits): void {
  if (bytes.length > bytesMax)
    throw problem(
      'document.too_large',
      `The file has ${Math.ceil(bytes.length / 1e6)} MB, more than ${Math.round(bytesMax / 1e6)}.`,
      'Make it smaller: scan it in black and white, or save it with less resolution.',
    )
  const text = (part: Uint8Array) => Buffer.from(part.buffer, part.byteOffset, part.length).toString('latin1')
  if (bytes.length === 0) throw problem('document.empty', 'The file is empty.', 'Save it again.')
  if (!text(bytes.subarray(0, 1024)).includes('%PDF-'))
    throw problem('document.not_pdf', 'The file is not a PDF.', 'Save or scan it as a PDF.')
  if (!text(bytes.subarray(-2048)).includes('%%EOF'))
    throw problem('document.truncated', 'The PDF breaks off before its end.', 'Copy it again from where it came from.')
}

function faultProblem({ fault, name }: { fault: string; name: string }): Problem {
  if (name === 'PasswordException')
    return problem(
      'document.encrypted',
      'The PDF can only be opened with a password.',
      'Save a copy without a password, and file that.',
    )
  return problem(
    'document.damaged',
    `The PDF is damaged: ${fault.slice(0, 120).replace(/[.\s]*$/, '')}.`,
    'Open it, print it into a new PDF, and file that.',
  )
}

// From here on: the thread.

if (!isMainThread && workerData === threadMark) listen(parentPort!)

function listen(port: MessagePort): void {
  port.on('message', ({ bytes, wants }: Asked) => {
    const work: Promise<Found> = wants === 'words' ? textOf(bytes) : attachmentsOf(bytes)
    work.then(
      (found) => port.postMessage(found),
      (error: Error) => port.postMessage({ fault: String(error.message), name: error.name } satisfies Answer),
    )
  })
}

interface Item {
  readonly str: string
  readonly width: number
  readonly transform: readonly number[]
}

async function opened(bytes: Uint8Array) {
  // Only in the thread: the library is large, and most commands never need it.
  const { getDocumentProxy } = await import('unpdf')
  return getDocumentProxy(bytes, { verbosity: 0, disableFontFace: true, useSystemFonts: false })
}

async function attachmentsOf(bytes: Uint8Array): Promise<{ attachments: PdfAttachment[] }> {
  const pdf = await opened(bytes)
  const found = ((await pdf.getAttachments()) ?? new Map()) as ReadonlyMap<string, { readonly filename: string }>
  const attachments: PdfAttachment[] = []
  let size = 0
  for (const [key, { filename }] of [...found].slice(0, attachmentsMax)) {
    const content = (await pdf.getAttachmentContent(key)) as Uint8Array | null
    if (!content) continue
    size += content.length
    if (size > attachedBytesMax) break
    attachments.push({ name: filename, bytes: new Uint8Array(content) })
  }
  await pdf.loadingTask.destroy()
  return { attachments: attachments.sort((a, b) => (a.name < b.name ? -1 : 1)) }
}

async function textOf(bytes: Uint8Array): Promise<PdfText> {
  const pdf = await opened(bytes)
  const pages = pdf.numPages
  const lines: Line[] = []
  let letters = 0
  for (let no = 1; no <= Math.min(pages, pagesRead) && letters < lettersMax; no++) {
    const page = await pdf.getPage(no)
    const { items } = await page.getTextContent()
    for (const line of linesOf(items as readonly (Item | object)[])) {
      letters += line.reduce((sum, cell) => sum + cell.text.length, 0)
      if (letters > lettersMax) break
      lines.push(line)
    }
    page.cleanup()
  }
  await pdf.loadingTask.destroy()
  return { pages, lines }
}

/** Programs write a page in any order: lines are made from where the words stand. */
function linesOf(items: readonly (Item | object)[]): Line[] {
  const placed = items.flatMap((it) => {
    if (!('str' in it) || it.str.trim() === '') return []
    const [, , , scale = 10, x = 0, y = 0] = it.transform
    return [{ x, y, size: Math.max(Math.abs(scale), 4), width: it.width, text: it.str }]
  })
  placed.sort((a, b) => b.y - a.y || a.x - b.x)
  const rows: (typeof placed)[] = []
  for (const it of placed) {
    const row = rows.at(-1)
    if (row && Math.abs(row[0]!.y - it.y) < it.size * 0.4) row.push(it)
    else rows.push([it])
  }
  return rows.map((row) => {
    const cells: { from: number; to: number; text: string }[] = []
    for (const it of row.sort((a, b) => a.x - b.x)) {
      const last = cells.at(-1)
      const gap = last ? it.x - last.to : Number.POSITIVE_INFINITY
      if (last && gap < it.size) {
        last.text += gap > it.size * 0.15 && !/\s$/.test(last.text) ? ` ${it.text}` : it.text
        last.to = it.x + it.width
      } else cells.push({ from: it.x, to: it.x + it.width, text: it.text })
    }
    return cells.map((cell) => ({ ...cell, text: cell.text.replace(/\s+/g, ' ').trim() }))
  })
}
