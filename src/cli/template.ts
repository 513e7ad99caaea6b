// `dunwell template`: the words themselves. What each says, how a step would read for a real customer, and an owner's own.

import { readFileSync, writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { problem, quoted } from '../core/problem.ts'
import { headOf } from '../documents/template.ts'
import { stepWords } from '../engine/preview-step.ts'
import { keepTemplate, knownLanguage, type OwnWords, readWords } from '../engine/template.ts'
import { templatesWith } from '../engine/words.ts'
import { findDebtor } from '../store/debtor.ts'
import { newestTemplates } from '../store/template.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'
import { remark } from './lint.ts'

type Options = CommonOptions & { language?: string }

export function template(program: Command, wiring: Wiring): void {
  const it = program.command('template').description('the words: list, preview, show, save, reset')
  command(it, 'list', 'the templates, their languages, and which are your own', './dunwell template list', {
    json: true,
  }).action(atDesk(wiring, list))

  command(
    it,
    'preview',
    'how a step would read for a customer today; nothing is written or sent',
    './dunwell template preview second --case Harbour\n./dunwell template preview last-notice --policy consumer --case Harbour --language fr --pdf words.pdf',
    { json: true },
  )
    .argument('<step>', 'the step of the customer’s ladder')
    .requiredOption('--case <customer>', 'number, name or a part of it, or a case id')
    .option('--policy <policy>', 'a step of this ladder instead')
    .option('--language <code>', 'en, de, fr or es instead of the customer’s own')
    .option('--html <file>', 'write the mail as a page')
    .option('--pdf <file>', 'write the letter')
    .action((step: string, options: PreviewOptions) => atDesk(wiring, (desk) => preview(desk, step, options))(options))

  command(
    it,
    'show',
    'the text of a template, to change and save',
    './dunwell template show second --language de > mine.md\n./dunwell template show _help --language de > help.md',
    { json: true },
  )
    .argument('<template>', 'a partial begins with an underscore')
    .option('--language <code>', 'en, de, fr or es', 'en')
    .option('--saved <n>', 'an earlier version of your own')
    .action((id: string, options: Options & { saved?: string }) =>
      atDesk(wiring, (desk) => show(desk, id, options))(options),
    )

  command(
    it,
    'save',
    'keep your own words for a template as a new version; they are checked first',
    './dunwell template save mine.md\n./dunwell template save help.md --as _help --language de',
    { json: true },
  )
    .argument('<file>')
    .option('--as <template>', 'which template it is, where the file does not say')
    .option('--language <code>', 'which language it is in, where the file does not say')
    .action((file: string, options: Options & { as?: string }) =>
      atDesk(wiring, (desk) => save(desk, file, options))(options),
    )

  command(it, 'reset', 'go back to the words that come with Dunwell', './dunwell template reset second --language de', {
    json: true,
  })
    .argument('<template>')
    .option('--language <code>', 'en, de, fr or es', 'en')
    .action((id: string, options: Options) =>
      atDesk(wiring, (desk) => keep(desk, { id, language: options.language!, source: '' }))(options),
    )
}

async function list(desk: Desk): Promise<Answer> {
  const own = await desk.tx(newestTemplates)
  const sources = Object.fromEntries(
    own.filter((it) => it.source !== '').map((it) => [`${it.language}/${it.id}`, it.source]),
  )
  const { all } = templatesWith(sources)
  const found = [...Map.groupBy(all, (it) => it.id)].sort(([a], [b]) => (a < b ? -1 : 1))
  const mine = (id: string) => own.filter((it) => it.id === id && it.source !== '')
  const partials = own.filter((it) => it.id.startsWith('_') && it.source !== '')
  const body = found.map(([id, some]) => [
    id,
    some[0]!.kind,
    some[0]!.tone,
    some.map((it) => it.language).join(', '),
    mine(id)
      .map((it) => `${it.language} (version ${it.version})`)
      .join(', '),
  ])
  for (const one of partials)
    body.push([one.id, 'partial', '', one.language, `${one.language} (version ${one.version})`])
  return {
    json: {
      templates: all.map(({ id, language, kind, tone, manner, version }) => ({
        id,
        language,
        kind,
        tone,
        manner,
        version,
      })),
      own: own.map(({ id, language, version, source }) => ({ id, language, version, inUse: source !== '' })),
    },
    text: columns(['template', 'kind', 'tone', 'languages', 'your own'], body),
  }
}

type PreviewOptions = Options & { case: string; policy?: string; html?: string; pdf?: string }

async function preview(desk: Desk, step: string, options: PreviewOptions): Promise<Answer> {
  if (options.language !== undefined) knownLanguage(options.language)
  const words = await desk.tx(async (tx) => {
    const wanted = { step, policyId: options.policy, language: options.language }
    return stepWords(tx, desk.workspace, await findDebtor(tx, options.case), wanted, desk.today)
  })
  const { subject, text, html } = words.message
  const written: string[] = []
  if (options.html !== undefined) written.push(write(options.html, html))
  if (options.pdf !== undefined) written.push(write(options.pdf, words.letter()))
  const { remarks } = words
  return {
    json: {
      policy: words.policyId,
      template: words.templateId,
      language: words.language,
      to: words.to ?? null,
      subject,
      text,
      enclosed: words.enclosed,
      remarks,
      written,
    },
    text: [
      `${words.templateId} in ${words.language}, a step of ${words.policyId}; not sent`,
      `To: ${words.to ?? 'no address that works'}`,
      `Subject: ${subject}`,
      ...words.enclosed,
      '',
      text,
      ...(remarks.length === 0 ? [] : ['Remarks on these words:', ...remarks.map((it) => remark(it, it.part))]),
      ...written.map((file) => `\nWritten to ${file}`),
    ].join('\n'),
  }
}

function write(file: string, bytes: string | Uint8Array): string {
  try {
    writeFileSync(file, bytes)
  } catch (error) {
    throw problem(
      'template.write',
      `The file ${quoted(file)} cannot be written: ${(error as NodeJS.ErrnoException).code}.`,
      'Choose another place.',
    )
  }
  return file
}

async function show(desk: Desk, id: string, options: Options & { saved?: string }): Promise<Answer> {
  const language = options.language!
  const { saved } = options
  const said = await desk.tx((tx) => readWords(tx, { id, language }, saved === undefined ? undefined : Number(saved)))
  return { json: { id, language, source: said }, text: said }
}

async function save(desk: Desk, file: string, options: Options & { as?: string }): Promise<Answer> {
  let source: string
  try {
    source = readFileSync(file, 'utf8')
  } catch {
    throw problem('template.file', `The file ${quoted(file)} cannot be read.`, 'Check its name.')
  }
  const head = headOf(source)
  const id = options.as ?? head.id
  const language = options.language ?? head.language
  if (id === undefined || language === undefined) {
    throw problem(
      'template.which',
      `The file does not say ${id === undefined ? 'which template it is' : 'in which language it is'}.`,
      id === undefined ? 'Add --as, such as: --as _help' : 'Add --language, such as: --language de',
    )
  }
  if (source.trim() === '') throw problem('template.empty', 'The file is empty.', 'To go back: dunwell template reset')
  return keep(desk, { id, language, source })
}

async function keep(desk: Desk, wanted: OwnWords): Promise<Answer> {
  const { id, language, source } = wanted
  const { version, remarks } = await desk.tx((tx) => keepTemplate(tx, wanted))
  return {
    json: { id, language, version: version ?? null, remarks },
    text: [
      version === undefined
        ? 'It says what is saved already; nothing changed.'
        : source === ''
          ? `${id} in ${language} says what comes with Dunwell again.`
          : `${id} in ${language} is saved as version ${version}. Look at it: ./dunwell template preview STEP --case CUSTOMER`,
      ...remarks.map((one) => remark(one)),
    ].join('\n'),
  }
}
