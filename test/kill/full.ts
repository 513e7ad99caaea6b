// The kill test with its full numbers, for a person to read: node test/kill/full.ts [--seed 7]. It ends with 1 where anything
// was found that must never be.

import { parseArgs } from 'node:util'
import { type Findings, killTest, phases } from './kill.ts'

const { values: options } = parseArgs({ options: { seed: { type: 'string', default: '7' } } })

const began = Date.now()
const found = await killTest({
  messages: 300,
  killsPerPhase: 15,
  withDatabase: 10,
  databaseAlone: 5,
  seed: Number(options.seed),
  leaseSeconds: 2,
  onKill: (says) => process.stderr.write(`${says}\n`),
})
const missed = [
  ...found.faults,
  ...(found.inDoubt.length < 10 ? [`Only ${found.inDoubt.length} messages came into doubt.`] : []),
]
console.log(table(found))
console.log(`in doubt, as listed before a person settled them:\n  ${found.inDoubt.join('\n  ')}`)
for (const says of missed) console.log(`WRONG  ${says}`)
console.log(`${missed.length === 0 ? 'All is well' : `${missed.length} things are wrong`}; seed ${options.seed}`)
process.exitCode = missed.length === 0 ? 0 : 1

function table(it: Findings): string {
  const twice = it.faults.filter((says) => / was taken \d+ times$/.test(says)).length
  const lines: [string, number, number?][] = [
    ...phases.map((phase): [string, number, number] => [
      `kills in phase "${phase.replace('_', ' ')}", and of these with the database`,
      it.kills[phase],
      it.withDatabase[phase],
    ]),
    ['kills while the mail server thought about the final dot', it.finalDot],
    ['kills before the first message', it.elsewhere],
    ['programs that lost their database and said so', it.lost.length],
    ['messages', it.messages],
    ['sent', it.sent],
    ['in doubt, and of these taken by the mail server', it.inDoubt.length, it.inDoubtTaken],
    ['settled as sent', it.settledSent],
    ['settled as not sent, and sent again', it.settledNotSent],
    ['taken twice', twice],
    ['seconds', Math.round((Date.now() - began) / 1000)],
  ]
  return lines
    .map(([says, ...counts]) => says.padEnd(58) + counts.map((count) => String(count ?? '').padStart(6)).join(''))
    .join('\n')
}
