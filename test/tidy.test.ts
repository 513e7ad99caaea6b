// Keeps the map of the house as data: who may import whom, where clock, settings and SQL live, what a file is called and how
// it opens. It reads text alone, so it is quick; each complaint says what to do instead.

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

interface Source {
  readonly path: string
  readonly text: string
  /** The text without its comments, line for line. */
  readonly code: string
}

type Check = (files: readonly Source[]) => string[]

// The map. A room may import the rooms named beside it, and itself. Rooms side by side never meet: engine joins them.
const inner = ['rules', 'core']
const side = ['store', 'imports', 'documents', 'channels']
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  rules: ['core'],
  store: inner,
  imports: inner,
  documents: inner,
  channels: inner,
  engine: [...side, ...inner],
  http: ['engine', ...side, ...inner],
  cli: ['engine', ...side, ...inner],
  main: ['http', 'cli', 'engine', ...side, ...inner],
}
const mapText = 'main → http, cli → engine → store, imports, documents, channels → rules → core'

const clientOfHttp = 'src/http/client.ts'
const linesMax = 450
const pureModules = ['node:assert', 'node:assert/strict', 'node:buffer', 'node:crypto']
const databasePackages = /^(pg|pg-[\w-]+|kysely|postgres|graphile-worker)(\/|$)/
const emptyNames = /^(utils?|helpers?|common|misc|shared|lib|stuff)$/
const clock = /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bTemporal\.Now\b|\bprocess\.hrtime\b/
const chance = /\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\brandomInt\b|\bgetRandomValues\b/
const settings = /\bprocess\.env\b|\bimport\s*\{[^}]*\benv\b[^}]*\}\s*from\s*'node:process'/
const sql = new RegExp(
  `['"\`]\\s*(${[
    'select\\b[^\'"`;]*?\\sfrom\\s',
    'insert\\s+into\\s',
    'update\\s+(?:only\\s+)?[\\w".]+\\s+(?:as\\s+\\w+\\s+)?set\\s',
    'delete\\s+from\\s',
    'with\\s+(?:recursive\\s+)?\\w+\\s+as\\s+(?:materialized\\s+)?\\(',
    '(?:create|alter|drop)\\s+(?:table|index|role|schema|function|policy|extension|database)\\s',
    'truncate\\s+(?:table\\s+)?\\w',
    'copy\\s+[\\w".]+\\s*(?:\\(|from\\s|to\\s)',
    'set\\s+local\\s',
  ].join('|')})`,
  'gi',
)
// What holds in a place is a rule. A made-up company lives somewhere, and `UK` is another word for a code of ISO 3166.
const placeCode = /(?<!\bexample: )'(?:US|GB|UK|DE|FR|NL|IE|CA|AU|IN|AT|BE|CH|ES|IT|NZ)(?:-[A-Z]{2,3})*'/
const knowsPlaces = /^src\/(core|store|engine|http|cli)\//
const placeExcepted = /^src\/(engine\/demo(-[a-z]+)?|cli\/demo|core\/lawbook)\.ts$/
// Letters in brackets, so that this file does not find itself.
const machineWords: readonly [RegExp, string][] = [
  [/(?<![\w.])\/(w[o]rk|r[o]ot|f[a]rm|h[o]me)\/[a-z]/, 'a path of one machine: write it relative to the project'],
  [/\bissue [#]/i, 'a number of a tracker: say what was wrong instead, so that it reads without it'],
  [
    /\bregistr[y]\.[a-z]|artifactor[y]|verdacci[o]/,
    'the host of a registry: the package manager knows where packages are',
  ],
]

const imports: Check = (files) =>
  each(files, isShipped, (file) => {
    const room = roomOf(file.path)
    if (room === undefined) return []
    return importsOf(file).flatMap(({ line, specifier, typeOnly }) => {
      if (!specifier.startsWith('.')) return []
      const target = posix.join(posix.dirname(file.path), specifier)
      const other = roomOf(target)
      if (other === room) return []
      const at = `${file.path}:${line} imports ${target}.`
      if (room === 'web') {
        if (target === clientOfHttp || (other === 'core' && typeOnly)) return []
        return `${at} The web app sees types of core (write "import type") and ${clientOfHttp}, nothing else: ask the server.`
      }
      if (other !== undefined && mayImport[room]?.includes(other)) return []
      if (other === undefined || other === 'web')
        return `${at} What ships imports nothing outside src: move it into a room.`
      if (!mayImport[room])
        return `${at} "${room}" is not a room of the house: put the file into one of them (${mapText}).`
      const both = side.includes(room) && side.includes(other)
      return `${at} ${
        both
          ? 'Rooms side by side do not meet: let engine call both, or move what they share to core.'
          : `Imports point inwards (${mapText}): move what is needed to core, or hand it over as an argument.`
      }`
    })
  })

const aliases: Check = (files) => [
  ...each(files, isCode, (file) =>
    importsOf(file)
      .filter(({ specifier }) => /^(@\/|~|#|\/|src\/|web\/)/.test(specifier))
      .map(({ line, specifier }) => `${file.path}:${line} imports "${specifier}". Write the path: '../room/noun.ts'.`),
  ),
  ...files
    .filter(({ path, code }) => /(^|\/)tsconfig[\w.]*\.json$/.test(path) && /"paths"\s*:/.test(code))
    .map(({ path }) => `${path} has "paths". Take them out and write relative imports: '../room/noun.ts'.`),
]

const names: Check = (files) =>
  each(files, isCode, ({ path }) => {
    const parts = path.split('/')
    const stem = parts.at(-1)!.split('.')[0]!
    if (stem === 'index') return `${path}: no index files. Import the file that has the thing.`
    const empty = [...parts.slice(0, -1), stem].find((part) => emptyNames.test(part))
    return empty === undefined
      ? []
      : `${path}: "${empty}" says nothing. Name the file for its noun (WORDS.md), or move the function to the noun it serves.`
  })

const openings: Check = (files) =>
  each(
    files,
    (path) => isCode(path) && !isTest(path),
    ({ path, text }) => {
      const opening = /^(?:#![^\n]*\n)?(?:\/\/([^\n]*)|\/\*([\s\S]*?)\*\/)/.exec(text)
      const words = (opening?.[1] ?? opening?.[2] ?? '').trim()
      if (words.split(/\s+/).length >= 4 && !/^(biome-ignore|@ts-|eslint)/.test(words)) return []
      return `${path}: open it with a sentence or two, what it is for and what it refuses to do.`
    },
  )

const clocks: Check = (files) =>
  each(
    files,
    (path) => isShipped(path) && path !== 'src/main.ts',
    (file) => found(file, clock, 'Only src/main.ts looks at a clock: take today, or now, as an argument.'),
  )

const randomness: Check = (files) =>
  each(
    files,
    (path) => isShipped(path) && isPure(path),
    (file) => found(file, chance, 'Core and rules answer alike each time: take the random bytes as an argument.'),
  )

const pure: Check = (files) =>
  each(
    files,
    (path) => isShipped(path) && isPure(path),
    (file) =>
      importsOf(file)
        .filter(({ specifier }) => specifier.startsWith('node:') && !pureModules.includes(specifier))
        .map(
          ({ line, specifier }) =>
            `${file.path}:${line} imports ${specifier}. Core and rules decide and touch nothing: let an outer room read it and hand over the facts.`,
        ),
  )

const settingsOutside: Check = (files) =>
  each(
    files,
    (path) => isShipped(path) && path !== 'src/main.ts',
    (file) => found(file, settings, 'Only src/main.ts reads settings: take the value as an argument.'),
  )

const sqlOutside: Check = (files) =>
  each(
    files,
    // What is measured is measured against plain SQL, so bench speaks it too.
    (path) => isCode(path) && !isTest(path) && !/^(src\/store|test|bench)\//.test(path),
    (file) => [
      ...[...file.code.matchAll(sql)]
        // "Select a step from the ladder" is a sentence: SQL is written in one case.
        .filter((match) => !/^[A-Z][a-z]/.test(match[1]!))
        .map(
          (match) =>
            `${file.path}:${lineAt(file.code, match.index)} speaks SQL ("${match[1]!.slice(0, 20).trim()}"). Only src/store does: ask it with a function there.`,
        ),
      ...importsOf(file)
        .filter(({ specifier }) => databasePackages.test(specifier))
        .map(
          ({ line, specifier }) =>
            `${file.path}:${line} imports ${specifier}. Only src/store knows the database: ask it with a function there.`,
        ),
    ],
  )

const sizes: Check = (files) =>
  each(
    files,
    (path) => isCode(path) && !isTest(path),
    ({ path, text }) => {
      const lines = text.trimEnd().split('\n').length
      return lines > linesMax ? `${path} has ${lines} lines, more than ${linesMax}: split by noun.` : []
    },
  )

const rules: Check = (files) => {
  const tests = files
    .filter(({ path }) => isTest(path))
    .map(({ text }) => text)
    .join('\n')
  return each(
    files,
    (path) => /^src\/rules\/.*\.ts$/.test(path) && !isTest(path),
    (file) =>
      lawRules(file.code).flatMap(({ id, body }) => {
        const complaints: string[] = []
        const days = [...body.matchAll(/\bfrom:\s*(?:day\()?'(\d{4}-\d\d-\d\d)'/g)].map((match) => match[1]!)
        const cites = body.match(/\bcite\b/g)?.length ?? 0
        if (!tests.includes(id))
          complaints.push(`${file.path}: no test names the rule ${id}. Write a row that does, beside it.`)
        if (cites < Math.max(1, days.length)) {
          complaints.push(
            `${file.path}: ${id} has a value without its citation. Add "cite", the article it comes from.`,
          )
        }
        if (days.some((from, index) => index > 0 && from <= days[index - 1]!)) {
          complaints.push(`${file.path}: the days of ${id} are out of order. Put the oldest row first, each day once.`)
        }
        return complaints
      }),
  )
}

const places: Check = (files) =>
  each(
    files,
    (path) => knowsPlaces.test(path) && isShipped(path) && !placeExcepted.test(path),
    (file) =>
      found(
        file,
        placeCode,
        'What holds in one place is data in src/rules: ask a rule that names the place and its source.',
      ),
  )

const machines: Check = (files) =>
  files.flatMap((file) =>
    machineWords.flatMap(([pattern, why]) => found({ ...file, code: file.text }, pattern, `That is ${why}.`)),
  )

const migrations: Check = (files) => {
  const numbered = files.filter(({ path }) => /^src\/store\/migrations\/[^/]+\.sql$/.test(path))
  numbered.sort((a, b) => (a.path < b.path ? -1 : 1))
  return numbered.flatMap(({ path, text }, index) => {
    const complaints: string[] = []
    const number = /(\d+)[^/]*\.sql$/.exec(posix.basename(path))?.[1]
    // Numbers may be left out, for work that is under way side by side; a new one comes after all that there are.
    const before = index === 0 ? 0 : Number(/(\d+)[^/]*\.sql$/.exec(posix.basename(numbered[index - 1]!.path))?.[1])
    if (number === undefined || (index === 0 ? Number(number) !== 1 : Number(number) <= before)) {
      const expected = String(before + 1).padStart(number?.length ?? 4, '0')
      complaints.push(`${path}: migrations are numbered in order, and this should be ${expected}. Rename it.`)
    }
    if (!/^\s*(--[^\n]*\w|\/\*[^*]*\w)/.test(text)) complaints.push(`${path}: open it with a comment that says why.`)
    return complaints
  })
}

const checks: Readonly<Record<string, Check>> = {
  'imports point inwards': imports,
  'there are no path aliases': aliases,
  'files are named for nouns': names,
  'a file opens with what it is for': openings,
  'only main looks at a clock': clocks,
  'only main reads settings': settingsOutside,
  'only the store speaks SQL': sqlOutside,
  'core and rules leave nothing to chance': randomness,
  'core and rules touch nothing': pure,
  'no file is too long to read': sizes,
  'a rule of law is cited, in order of its days, and named by a test': rules,
  'only rules know places': places,
  'nothing is written that only one machine knows': machines,
  'migrations are numbered and say why': migrations,
}

const tree = readTree()

test('the tree is there to be read', () => {
  expect(tree.filter(({ path }) => roomOf(path) === 'core').length).toBeGreaterThan(3)
})

test.each(Object.entries(checks))('%s', (_, check) => {
  expect(check(tree)).toEqual([])
})

// Each check is shown what it must notice, and beside it the nearest thing that it must let pass.
const opened = '// A file that says what it is for.\n'
const joined = (...parts: string[]) => parts.join('')
const samples: readonly [Check, string, string, string | undefined][] = [
  [imports, 'src/core/claim.ts', "import { inForce } from '../rules/eu.ts'", 'Imports point inwards'],
  [imports, 'src/rules/eu.ts', "import type { Rule } from '../core/rule.ts'", undefined],
  [imports, 'src/imports/csv.ts', "import { save } from '../store/claim.ts'", 'let engine call both'],
  [imports, 'src/engine/run.ts', "import {\n  save,\n  load,\n} from '../store/claim.ts'", undefined],
  [imports, 'src/engine/run.ts', "const page = await import('../http/run.ts')", 'src/engine/run.ts:2 imports'],
  [imports, 'src/http/run.ts', "export { day } from '../cli/day.ts'", 'Imports point inwards'],
  [imports, 'src/http/run.ts', "// import { day } from '../cli/day.ts'", undefined],
  [imports, 'src/engine/run.ts', "import { story } from '../../test/story.ts'", 'nothing outside src'],
  [imports, 'src/engine/run.test.ts', "import { story } from '../../test/story.ts'", undefined],
  [imports, 'src/sums/run.ts', "import { day } from '../core/day.ts'", 'not a room'],
  [imports, 'web/pages/plan.tsx', "import { share } from '../../src/core/money.ts'", 'import type'],
  [imports, 'web/pages/plan.tsx', "import type { Money } from '../../src/core/money.ts'", undefined],
  [imports, 'web/pages/plan.tsx', "import { client } from '../../src/http/client.ts'", undefined],
  [aliases, 'src/core/claim.ts', "import { day } from '@/core/day.ts'", 'Write the path'],
  [aliases, 'src/core/claim.ts', "import { z } from '@hono/zod-openapi'", undefined],
  [aliases, 'tsconfig.json', '{ "compilerOptions": { "paths": {} } }', 'Take them out'],
  [names, 'src/core/index.ts', '', 'no index files'],
  [names, 'src/core/string-utils.ts', '', undefined],
  [names, 'src/core/utils.ts', '', 'says nothing'],
  [names, 'web/helpers/plan.tsx', '', 'says nothing'],
  [openings, 'src/core/claim.ts', '', undefined],
  [clocks, 'src/engine/run.ts', 'const now = Date.now()', 'take today, or now, as an argument'],
  [clocks, 'src/core/day.ts', 'const at = new Date(ms) // not new Date()', undefined],
  [clocks, 'src/main.ts', 'const now = Date.now()', undefined],
  [settingsOutside, 'src/store/db.ts', 'const url = process.env.DATABASE_URL', 'src/main.ts reads settings'],
  [settingsOutside, 'src/main.ts', 'const url = process.env.DATABASE_URL', undefined],
  [sqlOutside, 'src/http/plan.ts', 'const rows = await ask(`\n  SELECT id\n  FROM plans`)', 'speaks SQL'],
  [sqlOutside, 'src/http/plan.ts', "run('update plans set kept = true')", 'speaks SQL'],
  [sqlOutside, 'src/http/plan.ts', "const says = 'Select a step from the ladder.'", undefined],
  [sqlOutside, 'src/http/plan.ts', "import { sql } from 'kysely'", 'Only src/store knows'],
  [sqlOutside, 'src/store/plan.ts', "import { sql } from 'kysely'", undefined],
  [sqlOutside, 'src/http/plan.ts', "import pgn from 'pgn-parser'", undefined],
  [randomness, 'src/core/id.ts', 'const pick = Math.random()', 'random bytes as an argument'],
  [randomness, 'src/engine/send.ts', 'const pick = Math.random()', undefined],
  [pure, 'src/rules/eu.ts', "import { readFileSync } from 'node:fs'", 'hand over the facts'],
  [pure, 'src/core/record.ts', "import { createHash } from 'node:crypto'", undefined],
  [sizes, 'src/core/claim.ts', '\n'.repeat(460) + 'const end = 1', 'split by noun'],
  [sizes, 'src/core/claim.test.ts', '\n'.repeat(460) + 'const end = 1', undefined],
  [rules, 'src/rules/xx.ts', ruleText('xx.untested', ["'2020-01-01'"]), 'no test names the rule xx.untested'],
  [rules, 'src/rules/xx.ts', ruleText('xx.ordered', ["'2020-01-01'", "'2019-01-01'"]), 'out of order'],
  [rules, 'src/rules/xx.ts', ruleText('xx.bare', ["'2020-01-01'"]).replace('cite', 'note'), 'without its citation'],
  [rules, 'src/rules/xx.ts', "export const ladder: Policy = { id: 'xx.ladder' }", undefined],
  [places, 'src/engine/charge.ts', "if (debtor.country === 'NL') return", 'src/rules: ask a rule'],
  [places, 'src/core/gate.ts', "const scotland = reaches('GB-SCT', place)", 'src/rules: ask a rule'],
  [places, 'src/http/law.ts', "place: textShape(12).openapi({ example: 'US-CA' }),", undefined],
  [places, 'src/engine/demo.ts', "country: 'GB',", undefined],
  [places, 'src/rules/charges.ts', "places: ['NL'],", undefined],
  [machines, 'README.md', joined('Open /w', 'ork/main first.'), 'path of one machine'],
  [machines, 'README.md', joined('See https://example.org/w', 'ork/main first.'), undefined],
  [machines, 'README.md', joined('As issue ', '#12 says.'), 'tracker'],
  [machines, 'package-lock.json', joined('https://registr', 'y.example.org/pg'), 'registry'],
  [migrations, 'src/store/migrations/0000_plan.sql', '-- Plans.', 'should be 0001'],
  [migrations, 'src/store/migrations/0001_plan.sql', '-- Plans are agreed.', undefined],
]

test.each(
  samples.map(([check, path, body, complaint]) => ({
    named: Object.keys(checks).find((name) => checks[name] === check)!,
    verb: complaint === undefined ? 'passes' : 'stops',
    shown: body.trim().split('\n')[0]!.slice(0, 60),
    check,
    file: sourceOf(path, isCode(path) ? opened + body : body),
    complaint,
  })),
)('$named: $verb $file.path with $shown', ({ check, file, complaint }) => {
  const complaints = check([file])
  if (complaint === undefined) expect(complaints).toEqual([])
  else expect(complaints.join('\n')).toContain(complaint)
})

test('a file without an opening sentence, and a migration without a reason, are noticed', () => {
  expect(openings([sourceOf('src/core/claim.ts', "import { day } from './day.ts'\n")])).toHaveLength(1)
  expect(openings([sourceOf('src/core/claim.ts', '// Claims.\n')])).toHaveLength(1)
  expect(migrations([sourceOf('src/store/migrations/0001_plan.sql', 'create table plans ();')])).toHaveLength(1)
})

function ruleText(id: string, days: readonly string[]): string {
  const rows = days.map((from) => `    { from: ${from}, value: 1, cite: 'Act 1' },`)
  return `export const some: Rule<number> = {\n  id: '${id}',\n  since: [\n${rows.join('\n')}\n  ],\n}\n`
}

function readTree(): readonly Source[] {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  return listed
    .toString()
    .split('\0')
    .filter((path) => path !== '' && !/\.(png|jpe?g|gif|ico|ttf|otf|woff2?|pdf|zip|gz|xlsx?)$/.test(path))
    .filter((path) => existsSync(root + path))
    .map((path) => sourceOf(path, readFileSync(root + path, 'utf8')))
}

function sourceOf(path: string, text: string): Source {
  return { path, text, code: isCode(path) ? withoutComments(text) : text }
}

/** Strings are kept, for they may hold SQL; a comment leaves its line ends behind, so that lines keep their numbers. */
function withoutComments(text: string): string {
  return text.replace(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (match, kept) => kept ?? match.replace(/[^\n]/g, ''),
  )
}

function importsOf({ code }: Source): { line: number; specifier: string; typeOnly: boolean }[] {
  const pattern =
    /(?:^|\n|;)[ \t]*(?:import|export)(\s+type)?\b(?:[^'"`;()=]*?\bfrom)?\s*(['"])([^'"\n]+)\2|\bimport\(\s*(['"])([^'"\n]+)\4/g
  return [...code.matchAll(pattern)].map((match) => ({
    line: lineAt(code, match.index + match[0].length),
    specifier: (match[3] ?? match[5])!,
    typeOnly: match[1] !== undefined,
  }))
}

/** Every `id` within an exported const whose type is a Rule, with the text up to the next. */
function lawRules(code: string): { id: string; body: string }[] {
  return code
    .split(/\n(?=(?:export\s+)?(?:const|function|type|interface)\b)/)
    .filter((block) => /^export\s+const\s+\w+\s*:\s*[^=]*\bRule</.test(block))
    .flatMap((block) => block.split(/(?=\bid:\s*')/).slice(1))
    .map((body) => ({ id: /^id:\s*'([^']+)'/.exec(body)![1]!, body }))
}

function each(files: readonly Source[], applies: (path: string) => boolean, find: (file: Source) => string[] | string) {
  return files.filter(({ path }) => applies(path)).flatMap(find)
}

function found({ path, code }: Source, pattern: RegExp, cure: string): string[] {
  return code.split('\n').flatMap((line, index) => {
    const match = pattern.exec(line)
    return match ? `${path}:${index + 1} has "${match[0]}". ${cure}` : []
  })
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}

function roomOf(path: string): string | undefined {
  if (path === 'src/main.ts') return 'main'
  if (path.startsWith('web/')) return 'web'
  return /^src\/([^/]+)\//.exec(path)?.[1]
}

function isCode(path: string): boolean {
  return /^(src|web|test|bench|scripts)\/.*\.(ts|tsx|mts|js|mjs)$/.test(path)
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path)
}

function isShipped(path: string): boolean {
  return isCode(path) && /^(src|web)\//.test(path) && !isTest(path)
}

function isPure(path: string): boolean {
  return /^src\/(core|rules)\//.test(path)
}
