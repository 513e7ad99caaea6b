// Loads the words: one Markdown file per step and language, with partials whose names begin with an underscore. Every file is
// checked before anyone relies on it: a variable that does not exist, or may be missing where nothing asks for it, is a
// Problem with its line at load, never a blank in a letter.

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Liquid, type Template as Parsed } from 'liquidjs'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { type NoticeKind, noticeKinds } from '../core/notice.ts'
import { Problem, problem, quoted } from '../core/problem.ts'
import { check } from './check.ts'
import { filters } from './format.ts'
import { languageOf } from './languages.ts'
import { guarded, plainValue } from './markup.ts'
import { quick } from './quick.ts'

/** What a kind of message must be given, and whether its lines must add up to what it asks for. */
export type Kind = 'reminder' | 'demand' | 'statement' | 'note' | 'notice'

export interface Template {
  readonly id: string
  readonly language: string
  readonly kind: Kind
  /** Which notice of the law it is. */
  readonly notice?: NoticeKind
  readonly tone: 'gentle' | 'standard' | 'firm'
  /** *familiar*: first names and du, tu or tú, between people who know each other. */
  readonly manner: 'formal' | 'familiar'
  /** SHA-256 of this file and of the partials of its language: two messages of one version had the same words before them. */
  readonly version: string
  readonly source: string
  /** Optional facts without which it is not rendered. */
  readonly needs: readonly string[]
  readonly subject: (facts: object) => string
  readonly heading?: (facts: object) => string
  /** Guarded Markdown, for `parseMarkup`. */
  readonly body: (facts: object) => string
}

export interface Templates {
  /** A Problem where there is none of that id in that language. */
  readonly get: (id: string, language: string) => Template
  readonly all: readonly Template[]
}

export interface TemplateOptions {
  /** Holds a folder per language. */
  readonly folder?: string
  /** By `language/id`, such as `en/friendly` or `en/_pay`: an owner's own words for one file. */
  readonly overrides?: Readonly<Record<string, string>>
}

const frontMatter = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  /** May be left out: the folder says it. */
  language: z.string().optional(),
  kind: z.enum(['reminder', 'demand', 'statement', 'note', 'notice']),
  notice: z.enum(noticeKinds).optional(),
  tone: z.enum(['gentle', 'standard', 'firm']),
  manner: z.enum(['formal', 'familiar']).default('formal'),
  subject: z.string().min(1),
  heading: z.string().min(1).optional(),
  needs: z.array(z.enum(['payBy', 'nextStep', 'previous', 'received', 'notice', 'written'])).default([]),
})

/** Of a file: a partial's begins with an underscore. */
export const templateName = /^_?[a-z][a-z-]*$/

const ownFolder = fileURLToPath(new URL('./templates/', import.meta.url))

/** Reads, parses and checks all templates; throws the first Problem. */
export function loadTemplates(options: TemplateOptions = {}): Templates {
  const folder = options.folder ?? ownFolder
  const all = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .flatMap((language) => {
      const sources = { ...readLanguage(`${folder}/${language}`), ...overridesOf(language, options.overrides ?? {}) }
      return loadLanguage(language, sources)
    })
  const byKey = new Map(all.map((template) => [`${template.language}/${template.id}`, template]))
  return {
    all,
    get(id, language) {
      const template = byKey.get(`${language}/${id}`)
      if (template) return template
      const known = all.filter((each) => each.language === language).map((each) => each.id)
      throw problem(
        'documents.unknown_template',
        `There is no template ${quoted(id)} in the language ${quoted(language)}.`,
        known.length > 0 ? `Use one of: ${known.join(', ')}.` : 'Use another language.',
      )
    },
  }
}

/** The house's own words of a template or partial (`_pay`), as its file has them; undefined where there is none. */
export function houseSource(language: string, id: string): string | undefined {
  const file = `${ownFolder}${language}/${id}.md`
  return /^[a-z]{2}$/.test(language) && templateName.test(id) && existsSync(file)
    ? readFileSync(file, 'utf8')
    : undefined
}

/** Every file of the house's own words, partials included. */
export function houseTemplates(): { readonly language: string; readonly id: string; readonly source: string }[] {
  return readdirSync(ownFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .flatMap((language) =>
      Object.entries(readLanguage(`${ownFolder}${language}`)).map(([id, source]) => ({ language, id, source })),
    )
}

/** What an owner's file says of itself; a partial has no head. */
export function headOf(source: string): { readonly id?: string; readonly language?: string } {
  // A line --- may also be a rule above a footer.
  if (!/^---\r?\n[\s\S]*?\r?\n---\r?\n/.test(source)) return {}
  const head = z.looseObject({ id: z.string().optional(), language: z.string().optional() })
  return head.safeParse(split(source, 'the file').front).data ?? {}
}

function readLanguage(folder: string): Record<string, string> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md'))
  return Object.fromEntries(files.map((name) => [name.slice(0, -3), readFileSync(`${folder}/${name}`, 'utf8')]))
}

function overridesOf(language: string, overrides: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(overrides)
      .filter(([key]) => key.startsWith(`${language}/`))
      .map(([key, source]) => [key.slice(language.length + 1), source]),
  )
}

function loadLanguage(language: string, sources: Readonly<Record<string, string>>): Template[] {
  languageOf(language)
  const names = Object.keys(sources).sort()
  const partials = Object.fromEntries(
    names
      .filter((name) => name.startsWith('_'))
      // The last line break of a file is the editor's, not the author's: a sentence may go on after a partial.
      .map((name) => [name.slice(1), sources[name]!.trimEnd()]),
  )
  // Two engines, because a subject is plain text and a body is Markdown: only what they do to a value differs.
  const engines = { body: engineFor(partials, guarded), plain: engineFor(partials, plainValue) }
  const partialHash = hash(Object.entries(partials).flat().join('\0'))
  return names
    .filter((name) => !name.startsWith('_'))
    .map((name) => loadTemplate({ language, name, source: sources[name]!, engines, partialHash }))
}

interface LoadFacts {
  readonly language: string
  readonly name: string
  readonly source: string
  readonly engines: { readonly body: Liquid; readonly plain: Liquid }
  readonly partialHash: string
}

function loadTemplate({ language, name, source, engines, partialHash }: LoadFacts): Template {
  const where = `${language}/${name}`
  const { front, body } = split(source, where)
  const head = frontMatter.safeParse(front)
  if (!head.success) {
    const [issue] = head.error.issues
    throw problem(
      'documents.front_matter',
      `The head of ${where} does not fit: ${issue?.path.join('.') || 'it'}: ${issue?.message}.`,
      'Give it an id, a kind, a tone and a subject, as the templates beside it do.',
    )
  }
  const { id, kind, notice, tone, manner, subject, heading, needs } = head.data
  if (id !== name) {
    throw problem(
      'documents.front_matter',
      `The file ${where} calls itself ${quoted(id)}.`,
      'Give the file and its id one name.',
    )
  }
  if (head.data.language !== undefined && head.data.language !== language) {
    throw problem(
      'documents.front_matter',
      `The file ${where} says it is in the language ${quoted(head.data.language)}.`,
      'Correct its line "language", or save it for that language.',
    )
  }
  const compile = (text: string, which: 'body' | 'plain') => {
    const engine = engines[which]
    const parsed = parsedSource(engine, text, where)
    check({ parsed, where, needs })
    // Made when it is first needed: of all templates a program renders few.
    let write: ReturnType<typeof quick> | 'unknown' = 'unknown'
    return (facts: object) => {
      if (write === 'unknown') write = quick(parsed)
      return write?.(facts) ?? (engine.renderSync(parsed, facts) as string)
    }
  }
  const line = (text: string) => {
    const render = compile(text, 'plain')
    return (facts: object) => render(facts).replace(/\s+/g, ' ').trim()
  }
  return {
    id,
    language,
    kind,
    notice,
    tone,
    manner,
    version: hash(`${partialHash}\0${source}`),
    source,
    needs,
    subject: line(subject),
    ...(heading === undefined ? {} : { heading: line(heading) }),
    body: compile(body, 'body'),
  }
}

/** The head's lines become empty lines of the body, so that a Problem names the line an owner sees. */
function split(source: string, where: string): { front: unknown; body: string } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(source)
  if (!match) {
    throw problem(
      'documents.front_matter',
      `The file ${where} has no head.`,
      'Begin it with a line ---, then id, kind, tone and subject, then a line ---.',
    )
  }
  let front: unknown
  try {
    front = parseYaml(match[1]!)
  } catch (error) {
    throw problem(
      'documents.front_matter',
      `The head of ${where} is not YAML: ${(error as Error).message.split('\n')[0]}.`,
      'Write each entry as "name: value", with quotes around a value that has a colon or braces.',
    )
  }
  const lines = match[0].split('\n').length - 1
  return { front, body: '\n'.repeat(lines) + source.slice(match[0].length) }
}

function parsedSource(engine: Liquid, text: string, where: string): Parsed[] {
  try {
    return engine.parse(text)
  } catch (error) {
    if (error instanceof Problem) throw error
    // The engine's message goes on with an excerpt of the source; its first line says what and where.
    throw problem(
      'documents.template_syntax',
      `The template ${where} cannot be read: ${(error as Error).message.split('\n')[0]}.`,
      'Compare the line with the templates beside it: each {% if %} and {% for %} needs its end.',
    )
  }
}

const tags = new Set(['if', 'unless', 'for', 'assign', 'include', 'comment', '#'])

function engineFor(partials: Readonly<Record<string, string>>, guard: (value: string) => string): Liquid {
  const engine = new Liquid({
    templates: partials,
    cache: true,
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    ownPropertyOnly: true,
    outputEscape: (value: unknown) => guard(written(value)),
  })
  for (const name of Object.keys(engine.tags)) if (!tags.has(name)) delete engine.tags[name]
  for (const name of Object.keys(engine.filters)) delete engine.filters[name]
  for (const [name, { apply }] of Object.entries(filters)) engine.registerFilter(name, apply)
  return engine
}

function written(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  // The check lets nothing else through, so this is a fact that does not keep to its type.
  throw new Error(`This is a bug in Dunwell: a template would print ${value === null ? 'null' : typeof value}`)
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
