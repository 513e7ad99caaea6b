// `dunwell lint`: which words of a text or template may not be said, where they stand, why, and what to say instead.

import { readFileSync } from 'node:fs'
import { type Command, Option } from 'commander'
import type { Finding, LintFacts, LintLanguage } from '../core/lint.ts'
import { debtorKinds, stages } from '../core/policy.ts'
import { problem, quoted } from '../core/problem.ts'
import { headOf, houseTemplates } from '../documents/template.ts'
import { isLintLanguage, lintTemplate, lintText } from '../engine/lint.ts'
import { readyMade } from '../rules/policies.ts'
import { readPolicies } from '../store/policy.ts'
import { newestTemplates } from '../store/template.ts'
import { type Answer, atDesk, type CommonOptions, command, type Desk, type Wiring } from './desk.ts'

interface Options extends CommonOptions {
  readonly all?: boolean
  readonly language?: string
  readonly part: LintFacts['part']
  readonly stage?: LintFacts['stage']
  readonly kind?: LintFacts['debtorKind']
  readonly collector?: LintFacts['collector']
  readonly channel?: LintFacts['channel']
  readonly place?: string
  readonly first?: boolean
  readonly decided?: boolean
  readonly enforceable?: boolean
  readonly timeBarred?: boolean
  readonly thirdParty?: boolean
}

interface Linted {
  readonly file: string
  readonly findings: readonly Finding[]
}

export function linting(program: Command, wiring: Wiring): void {
  const it = command(
    program,
    'lint',
    'words that may not be said, in texts and templates: where, why, and better ones',
    './dunwell lint mine.md\n./dunwell lint letter.txt --language de --kind consumer --stage final\n./dunwell lint sms.txt --language en --part sms --kind consumer --collector third_party --place US\n./dunwell lint --all',
    { json: true },
  )
  const one = (flags: string, says: string, among: readonly string[]) =>
    it.addOption(new Option(flags, says).choices(among))
  it.argument('[files...]', 'a template (it says so itself) or any text; - reads what is piped in')
    .option('--all', 'every template that comes with Dunwell, and your own')
    .option('--language <code>', 'of a text: en, de, fr or es')
    .addOption(
      new Option('--part <part>', 'of a text: which part of the message it is')
        .choices(['subject', 'preview', 'heading', 'body', 'sms', 'envelope', 'voicemail'])
        .default('body'),
    )
  one('--stage <stage>', 'of a text: how far the reminders are', [...stages, 'thanks'])
  one('--kind <kind>', 'of a text: who owes; where it is not said, a consumer', debtorKinds)
  one('--collector <who>', 'of a text: who collects', ['creditor', 'third_party', 'debt_buyer', 'attorney'])
  one('--channel <channel>', 'of a text: how it goes', ['email', 'letter', 'sms', 'phone'])
  it.option('--place <code>', 'of a text: where the debtor lives (US, DE, FR), for what must stand in it')
    .option('--first', 'of a text: the first message about the claim')
    .option('--decided', 'a person has decided on court')
    .option('--enforceable', 'there is a judgment or another title')
    .option('--time-barred', 'the claim is past its time limit')
    .option('--third-party', 'it goes to somebody who does not owe')
    .action((files: readonly string[], options: Options) => run(wiring, files, options))
}

async function run(wiring: Wiring, files: readonly string[], options: Options): Promise<void> {
  if (files.length === 0 && !options.all)
    throw problem('lint.nothing', 'There is nothing to read.', 'Name files, or add --all.')
  if (options.all)
    return atDesk(wiring, async (desk, it: Options) =>
      answer([...(await all(desk)), ...files.map((file) => read(file, it))]),
    )(options)
  // Texts need no workspace.
  const { json, text } = answer(files.map((file) => read(file, options)))
  wiring.write(options.json ? `${JSON.stringify(json, null, 2)}\n` : `${text}\n`)
}

async function all(desk: Desk): Promise<Linted[]> {
  const { own, policies } = await desk.tx(async (tx) => ({
    own: await newestTemplates(tx),
    policies: [...(await readPolicies(tx)).values()],
  }))
  const ladders = policies.length > 0 ? policies : readyMade
  return [
    ...houseTemplates().map((it) => ({ file: `${it.language}/${it.id}`, findings: lintTemplate(it, ladders) })),
    ...own
      .filter((it) => it.source !== '')
      .map((it) => ({
        file: `${it.language}/${it.id} (your version ${it.version})`,
        findings: lintTemplate(it, ladders),
      })),
  ]
}

function read(file: string, options: Options): Linted {
  let source: string
  try {
    source = readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch {
    throw problem('lint.file', `The file ${quoted(file)} cannot be read.`, 'Check its name.')
  }
  const head = headOf(source)
  const language = options.language ?? head.language
  if (language === undefined || !isLintLanguage(language)) {
    throw problem(
      'lint.language',
      language === undefined
        ? `${quoted(file)} does not say its language.`
        : `There are no words for ${quoted(language)}.`,
      'Add --language with one of: en, de, fr, es.',
    )
  }
  if (head.id !== undefined) return { file, findings: lintTemplate({ id: head.id, language, source }, readyMade) }
  return { file, findings: lintText(source, factsOf(options, language)) }
}

function factsOf(options: Options, language: LintLanguage): LintFacts {
  return {
    language,
    part: options.part,
    stage: options.stage,
    channel: options.channel ?? (options.part === 'sms' ? 'sms' : undefined),
    debtorKind: options.kind,
    collector: options.collector,
    place: options.place?.toUpperCase(),
    initial: options.first ?? false,
    suitDecided: options.decided,
    enforceable: options.enforceable,
    timeBarred: options.timeBarred,
    recipientIsThirdParty: options.thirdParty,
  }
}

function answer(linted: readonly Linted[]): Answer {
  const findings = linted.flatMap(({ file, findings }) => findings.map((it) => ({ file, ...it })))
  const errors = findings.filter((it) => it.level === 'error').length
  const warnings = findings.length - errors
  // An answer, not a failure to answer: it is printed like any other, and a script sees the code.
  if (errors > 0) process.exitCode = 1
  const read = linted.length === 1 ? '1 text' : `${linted.length} texts`
  return {
    json: { texts: linted.length, errors, warnings, findings },
    text: [
      ...findings.map((it) => remark(it, it.file)),
      findings.length === 0
        ? `${read} read: nothing to remark.`
        : `${read} read: ${errors} that must not be sent, ${warnings} worth a second look.`,
    ].join('\n'),
  }
}

/** One finding as a terminal shows it. */
export function remark(it: Finding, where = ''): string {
  const place = `${where === '' ? 'line ' : `${where}:`}${it.line}:${it.column}`
  return [
    `${place}  ${it.level}  ${it.rule}${it.words === '' ? '' : `  ${quoted(it.words)}`}`,
    `    ${it.says}`,
    `    Better: ${it.better}`,
    `    ${it.cite}${it.sure === 'memory' ? ' (from memory, not read)' : ''}`,
  ].join('\n')
}
