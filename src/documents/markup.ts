// From a template's Markdown to the few blocks that mail, text and letter all know how to draw. A value that was inserted
// is never read as Markdown: `guarded` moves its punctuation where no Markdown rule looks, and `text` nodes get it back.

import MarkdownIt, { type MarkdownIt as Parser, type Token } from 'markdown-it'
import { problem, quoted } from '../core/problem.ts'

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'break' }
  | { readonly type: 'strong' | 'emphasis'; readonly children: readonly Inline[] }
  | { readonly type: 'link'; readonly href: string; readonly children: readonly Inline[] }
  | { readonly type: 'image'; readonly source: string; readonly caption: string }

export interface Column {
  readonly head: readonly Inline[]
  readonly align: 'left' | 'right'
  /** Written in *emphasis*: may be drawn below the first cell where there is no room for a column. */
  readonly detail: boolean
}

export interface Row {
  readonly cells: readonly (readonly Inline[])[]
  /** Its first cell is **strong**: a total, with a line above. */
  readonly total: boolean
  /** Only its first and last cells say something: the first may use the room between. */
  readonly spans: boolean
}

export type Block =
  | { readonly type: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly type: 'table'; readonly columns: readonly Column[]; readonly rows: readonly Row[] }
  /** A table of two columns without heads: labels and values. */
  | { readonly type: 'details'; readonly rows: readonly (readonly [readonly Inline[], readonly Inline[]])[] }
  | { readonly type: 'image'; readonly source: string; readonly caption: string }

export interface Document {
  readonly blocks: readonly Block[]
  /** What stands after the last `---`: small print below, the foot of a letter's pages. */
  readonly footer: readonly Block[]
}

// Breaks are kept, so that an owner sees what they wrote; and nothing that would turn a line into something else by what
// happens to follow it (`lheading`) or by its indent (`code`).
const markdown = new MarkdownIt({ html: false, breaks: true, linkify: false, typographer: false }).disable([
  'autolink',
  'backticks',
  'code',
  'fence',
  'blockquote',
  'lheading',
  'reference',
  'strikethrough',
])
lighten(markdown)
// Links are checked where their href has its punctuation back; the parser would spoil the guarded form.
markdown.normalizeLink = (url) => url
markdown.validateLink = () => true

/**
 * The parser makes each token by defining its twelve fields one after the other, which takes half of its time; ours are made at
 * once. And a run of words without a mark that any rule looks at is one text, without asking the rules.
 */
function lighten(parser: Parser): void {
  const { Token: heavy } = new parser.core.State('', parser, {})
  class Light {
    readonly type: string
    readonly tag: string
    readonly nesting: number
    attrs = null
    map = null
    level = 0
    children = null
    content = ''
    markup = ''
    info = ''
    meta = null
    block = false
    hidden = false
    constructor(type: string, tag: string, nesting: number) {
      this.type = type
      this.tag = tag
      this.nesting = nesting
    }
  }
  // With the ways of the parser's own to read and set attributes.
  Object.setPrototypeOf(Light.prototype, heavy.prototype)
  const made = Light as unknown as typeof Token
  parser.block.State = class extends parser.block.State {
    override push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
      const token = new made(type, tag, nesting)
      token.block = true
      if (nesting < 0) this.level--
      token.level = this.level
      if (nesting > 0) this.level++
      this.tokens.push(token)
      return token
    }
  }
  parser.core.ruler.at('inline', (state) => {
    for (const token of state.tokens) {
      if (token.type !== 'inline') continue
      token.children = []
      if (marks.test(token.content)) state.md.inline.parse(token.content, state.md, state.env, token.children)
      else if (token.content !== '') {
        const text = new made('text', '', 0)
        text.content = token.content
        token.children.push(text)
      }
    }
  })
}

// What the rules that are left look at: breaks, escapes, entities, emphasis, links and images.
const marks = /[\n\\&*_[\]!<]/

const guardBase = 0xe000
// The private block a value could use to forge a guard, lone surrogates, and controls (bidirectional ones too, which
// let a name rewrite the line around it).
const unwanted = /(?!\s)\p{Cc}|\p{Cs}|[\ue000-\ue07f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb]/gu
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/** A value made safe to stand in Markdown: one line, no controls, and no punctuation that Markdown could read. */
export function guarded(value: string): string {
  return plainValue(value).replace(/[!-/:-@[-`{-~]/g, (mark) => String.fromCharCode(guardBase + mark.charCodeAt(0)))
}

/** The same value for a place without Markdown, such as a subject. */
export function plainValue(value: string): string {
  const clean = value
    .replace(unwanted, '')
    .replace(/[^\S\u00a0]+/g, ' ')
    .trim()
  // Isolated, so that a Hebrew or Arabic name does not reorder the figures beside it.
  return rightToLeft.test(clean) ? `\u2068${clean}\u2069` : clean
}

function restored(text: string): string {
  return text.replace(/[\ue000-\ue07f]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - guardBase))
}

/** Parses guarded Markdown. A column without any content, a table without rows and a paragraph without words are left out. */
export function parseMarkup(source: string): Document {
  const tokens = markdown.parse(source, {})
  let last = -1
  for (let at = 0; at < tokens.length; at++) if (tokens[at]!.type === 'hr') last = at
  if (last < 0) return { blocks: blocksOf(tokens), footer: [] }
  return { blocks: blocksOf(tokens.slice(0, last)), footer: blocksOf(tokens.slice(last + 1)) }
}

function blocksOf(tokens: readonly Token[]): Block[] {
  const blocks: Block[] = []
  let at = 0
  while (at < tokens.length) {
    const token = tokens[at]!
    const end = token.nesting === 1 ? closing(tokens, at) : at
    const inner = tokens.slice(at + 1, end)
    if (token.type === 'heading_open') {
      blocks.push({ type: 'heading', level: Number(token.tag.slice(1)), children: inlinesOf(inner[0]) })
    } else if (token.type === 'paragraph_open') {
      const children = inlinesOf(inner[0])
      const [only] = children
      if (children.length === 1 && only?.type === 'image') blocks.push({ ...only })
      else if (children.length > 0) blocks.push({ type: 'paragraph', children })
    } else if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') {
      blocks.push({ type: 'list', ordered: token.type === 'ordered_list_open', items: itemsOf(inner) })
    } else if (token.type === 'table_open') {
      const table = tableOf(inner)
      if (table) blocks.push(table)
    }
    at = end + 1
  }
  return blocks
}

function closing(tokens: readonly Token[], from: number): number {
  let depth = 0
  for (let at = from; at < tokens.length; at++) {
    depth += tokens[at]!.nesting
    if (depth === 0) return at
  }
  return tokens.length
}

function itemsOf(tokens: readonly Token[]): Block[][] {
  const items: Block[][] = []
  for (let at = 0; at < tokens.length; ) {
    const end = closing(tokens, at)
    items.push(blocksOf(tokens.slice(at + 1, end)))
    at = end + 1
  }
  return items
}

function tableOf(tokens: readonly Token[]): Block | undefined {
  const cells: Inline[][][] = []
  const aligns: ('left' | 'right')[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!
    if (token.type === 'tr_open') cells.push([])
    if (token.type === 'th_open') {
      aligns.push(String(token.attrGet('style') ?? '').includes('right') ? 'right' : 'left')
    }
    if (token.type === 'inline') cells.at(-1)!.push(inlinesOf(token))
  }
  const [head = [], ...rows] = cells
  if (rows.length === 0) return undefined
  if (head.length === 2 && head.every((cell) => cell.length === 0)) {
    const filled = rows.filter((row) => row.length === 2 && row[1]!.length > 0)
    return filled.length === 0 ? undefined : { type: 'details', rows: filled.map((row) => [row[0]!, row[1]!] as const) }
  }
  const spans = rows.map((row) => row.length > 2 && row.slice(1, -1).every((cell) => cell.length === 0))
  const kept = head.flatMap((_, index) => {
    const used = rows.some((row, rowIndex) => !spans[rowIndex] && row[index]!.length > 0)
    return used || index === 0 || index === head.length - 1 ? [index] : []
  })
  return {
    type: 'table',
    columns: kept.map((index) => {
      const [only] = head[index]!
      const detail = head[index]!.length === 1 && only?.type === 'emphasis'
      return { head: detail ? only.children : head[index]!, align: aligns[index]!, detail }
    }),
    rows: rows.map((row, rowIndex) => ({
      cells: kept.map((index) => row[index] ?? []),
      total: row[0]?.[0]?.type === 'strong',
      spans: spans[rowIndex]!,
    })),
  }
}

function inlinesOf(token: Token | undefined): Inline[] {
  return token?.children ? inlineRun(token.children, { at: 0 }) : []
}

function inlineRun(tokens: readonly Token[], cursor: { at: number }): Inline[] {
  const run: Inline[] = []
  while (cursor.at < tokens.length) {
    const token = tokens[cursor.at++]!
    if (token.nesting === -1) break
    if (token.type === 'text' || token.type === 'text_special') {
      if (token.content !== '') run.push({ type: 'text', text: restored(token.content) })
    } else if (token.type === 'softbreak' || token.type === 'hardbreak') {
      run.push({ type: 'break' })
    } else if (token.type === 'strong_open' || token.type === 'em_open') {
      const type = token.type === 'strong_open' ? 'strong' : 'emphasis'
      run.push({ type, children: inlineRun(tokens, cursor) })
    } else if (token.type === 'link_open') {
      const href = safeHref(restored(String(token.attrGet('href') ?? '')))
      const children = inlineRun(tokens, cursor)
      // A link that leads nowhere safe is shown as its words.
      if (href === undefined) run.push(...children)
      else run.push({ type: 'link', href, children })
    } else if (token.type === 'image') {
      run.push({
        type: 'image',
        source: restored(String(token.attrGet('src') ?? '')),
        caption: restored(token.content),
      })
    }
  }
  return run
}

function safeHref(href: string): string | undefined {
  return /^(https:\/\/|mailto:|tel:)[^\s"'<>]+$/i.test(href) ? href : undefined
}

/** The words of some inlines, without their looks. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.type === 'text') return inline.text
      if (inline.type === 'break') return '\n'
      return inline.type === 'image' ? inline.caption : plainText(inline.children)
    })
    .join('')
}

/** Every image of a template is a payment QR code; anything else would be fetched by the reader's mail program. */
export function assertImages(document: Document): void {
  for (const block of document.blocks) {
    if (block.type === 'image' && !/^qr-\d+$/.test(block.source)) {
      throw problem(
        'documents.unknown_image',
        `There is no image ${quoted(block.source)}.`,
        'A template can only show a payment QR code.',
      )
    }
  }
}
