// npm run law -- FILE…: answers worked examples of law through the real core and says of each whether it agrees.

import { regulationF } from './answers.ts'
import { contact } from './contact.ts'
import { type Answer, examplesIn, judge } from './example.ts'
import { frequency } from './frequency.ts'
import { money } from './money.ts'
import { place } from './place.ts'

export const answers: readonly Answer[] = [money, place, frequency, contact, regulationF]

if (import.meta.main) {
  const files = process.argv.slice(2)
  if (files.length === 0) {
    console.error('Name the files with examples: npm run law -- examples.json')
    process.exit(2)
  }
  const outcomes = files.flatMap((file) => examplesIn(file).map((example) => judge(example, answers)))
  for (const { id, result, why } of outcomes) console.log(`${result.padEnd(11)} ${id}${why ? `  ${why}` : ''}`)
  const count = (result: string) => outcomes.filter((it) => it.result === result).length
  console.log(
    `\n${outcomes.length} examples: ${count('pass')} pass, ${count('fail')} fail, ${count('unsupported')} unsupported.`,
  )
  process.exitCode = count('pass') === outcomes.length ? 0 : 1
}
