// The program that the kill test kills: it sends what is ready, again and again, until nothing waits and nothing is in the air.
// Each phase it reaches is one line on stdout, written before it goes on, so that its last line says where it ended.
//
//   node test/kill/sender.ts --data FOLDER --workspace ID --day 2026-03-02 --shift MS [--stop released:3]
//
// With --stop it says "stopped" at the third release and waits there: to be killed, or for a line on stdin.

import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { failed } from '../../src/cli/desk.ts'
import { day } from '../../src/core/day.ts'
import { type SendResult, send } from '../../src/engine/release.ts'
import { inWorkspace, openDb } from '../../src/store/db.ts'
import { listOutbox, messageId } from '../../src/store/outbox.ts'
import { readWorkspace } from '../../src/store/workspace.ts'

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    workspace: { type: 'string' },
    day: { type: 'string' },
    shift: { type: 'string', default: '0' },
    stop: { type: 'string' },
  },
})
const actor = 'kill test'
const [stopPhase, stopNo] = options.stop?.split(':') ?? []
let seen = 0

/** Written at once: what the program has said it has said, however it ends. */
function say(line: string): void {
  writeSync(1, `${line}\n`)
}

async function stopHere(): Promise<void> {
  say('stopped')
  await new Promise((goOn) => {
    process.stdin.once('data', goOn)
    // Whoever started it is gone.
    process.stdin.once('end', () => process.exit(3))
  })
  process.stdin.pause()
}

try {
  const shift = Number(options.shift)
  const db = await openDb({
    dataDir: options.data!,
    source: { now: () => Date.now() + shift, random: (bytes) => randomBytes(bytes) },
  })
  try {
    const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(db, options.workspace!, actor, work)
    const workspace = await inside(readWorkspace)
    const leftovers = async (result: SendResult) => {
      const [stuck] = [...result.heldBack, ...result.dropped]
      if (stuck) throw new Error(`A message did not go out: ${stuck.says}`)
      return (await inside((tx) => listOutbox(tx, ['waiting', 'released']))).length
    }
    const once = () =>
      send(db, workspace, {
        day: day(options.day!),
        actor,
        dataDir: options.data!,
        worker: `sender ${process.pid}`,
        async onPhase(phase, message) {
          say(`${phase} ${messageId(message)}`)
          if (phase === stopPhase && ++seen === Number(stopNo)) await stopHere()
        },
      })
    // What an earlier program left in the air becomes doubtful when its lease has run out.
    while ((await leftovers(await once())) > 0) await pause(20)
    say('drained')
  } finally {
    await db.close()
  }
} catch (error) {
  process.exitCode = failed(error, (text) => process.stderr.write(text), true)
}
process.stdin.destroy()
