// An owner's own words: read, checked and kept. Every template is read and checked with the new one, because a partial stands in many;
// the terminal and the API keep them through here.

import type { Finding } from '../core/lint.ts'
import { Problem, problem, quoted } from '../core/problem.ts'
import { headOf, houseSource, templateName } from '../documents/template.ts'
import type { Tx } from '../store/db.ts'
import { readPolicies } from '../store/policy.ts'
import { readTemplates, readTemplateVersion, saveTemplate } from '../store/template.ts'
import { keepingWords } from './autopilot.ts'
import { lintTemplate } from './lint.ts'
import { checkTemplates, templatesWith } from './words.ts'

export interface OwnWords {
  readonly id: string
  readonly language: string
  /** Empty to go back to the words that come with Dunwell. */
  readonly source: string
}

/** The words in use, or those of an earlier version of one's own; ready to be changed and kept again. */
export async function readWords(
  tx: Tx,
  { id, language }: Pick<OwnWords, 'id' | 'language'>,
  version?: number,
): Promise<string> {
  knownLanguage(language)
  const ofVersion = async (no: number) =>
    Number.isInteger(no) && no > 0 ? readTemplateVersion(tx, { language, id, version: no }) : undefined
  const own = version === undefined ? (await readTemplates(tx))[`${language}/${id}`] : await ofVersion(version)
  const source = own ?? (version === undefined ? houseSource(language, id) : undefined)
  if (source === undefined)
    throw problem(
      'template.unknown',
      `There is no template ${quoted(id)} in ${language}${version === undefined ? '' : `, version ${version}`}.`,
      'See "dunwell template list".',
    )
  // So that the file can be saved again without saying what it is.
  return id.startsWith('_') || headOf(source).language
    ? source
    : source.replace(/^(id:.*)$/m, `$1\nlanguage: ${language}`)
}

/** @returns the new version, or undefined where it says what is kept already, and what the linter remarks. */
export async function keepTemplate(tx: Tx, wanted: OwnWords): Promise<{ version?: number; remarks: Finding[] }> {
  const { id, language, source } = wanted
  knownLanguage(language)
  if (!templateName.test(id))
    throw problem('template.name', `${quoted(id)} is no name of a template.`, 'Use lower-case letters and hyphens.')
  const { [`${language}/${id}`]: _, ...others } = await readTemplates(tx)
  const next = source === '' ? others : { ...others, [`${language}/${id}`]: source }
  templatesWith(next)
  const policies = [...(await readPolicies(tx)).values()]
  for (const policy of policies) checkTemplates(policy, next)
  const remarks = source === '' ? [] : lintTemplate(wanted, policies)
  refuseErrors(remarks)
  return { version: await keepingWords(tx, () => saveTemplate(tx, wanted)), remarks }
}

/** The same checks without keeping anything: what would refuse the words, and every remark beside its line. */
export async function checkWords(
  tx: Tx,
  wanted: OwnWords,
): Promise<{ refused?: { says: string; fix: string; line: number | null }; remarks: Finding[] }> {
  const policies = [...(await readPolicies(tx)).values()]
  try {
    const next = { ...(await readTemplates(tx)), [`${wanted.language}/${wanted.id}`]: wanted.source }
    templatesWith(next)
    for (const policy of policies) checkTemplates(policy, next)
    return { remarks: lintTemplate(wanted, policies) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { says, fix, line } = error.facts
    return { refused: { says, fix, line: line ?? null }, remarks: [] }
  }
}

// Words that must not be sent are not kept either: whoever saves them is told at once, with better ones.
function refuseErrors(found: readonly Finding[]): void {
  const errors = found.filter((it) => it.level === 'error')
  const [first] = errors
  if (!first) return
  const more = errors.slice(1).map((it) => `line ${it.line} (${it.rule})`)
  throw problem(
    'template.words',
    `${quoted(first.words)} must not be said (${first.rule}): ${first.says} Law: ${first.cite}.${more.length > 0 ? ` Also ${more.join(', ')}.` : ''}`,
    `Better: ${first.better} See all with: ./dunwell lint FILE`,
    { line: first.line },
  )
}

/** Throws a Problem for a language that nothing is written in. */
export function knownLanguage(code: string): void {
  const known = new Set(templatesWith({}).all.map((it) => it.language))
  if (known.has(code)) return
  throw problem(
    'template.language',
    `There are no words in the language ${quoted(code)}.`,
    `Use one of: ${[...known].join(', ')}.`,
  )
}
