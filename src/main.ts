// The one file that knows every room: settings from the environment, the clock, the dice, and the wiring of the terminal.

import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import { browserFor } from './cli/browser.ts'
import { type Clock, failed } from './cli/desk.ts'
import { program } from './cli/program.ts'
import { openDb } from './store/db.ts'

let ahead = 0
const clock: Clock = {
  now: () => Date.now() + ahead,
  random: (bytes) => randomBytes(bytes),
  set(moment) {
    ahead = moment - Date.now()
  },
}
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
const env = process.env
const write = (text: string) => process.stdout.write(text)
// A reader that has seen enough ("| head") is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
// Over the same line again and again, where somebody looks; a log would fill with it.
const progress = process.stderr.isTTY ? (text: string) => process.stderr.write(`\r\u001b[K${text}`) : undefined

try {
  await program({
    clock,
    actor: actorName(),
    dataDir: resolve(env.DUNWELL_DATA ?? 'dunwell-data'),
    databaseUrl: env.DATABASE_URL,
    env,
    version,
    write,
    progress,
    wall: () => Date.now(),
    onInterrupt(told) {
      // Once: who asks a second time does not want to wait.
      process.once('SIGINT', told)
      return () => process.off('SIGINT', told)
    },
    openDatabase: (dataDir, options) =>
      openDb({ dataDir: resolve(dataDir), url: env.DATABASE_URL, source: clock, hasty: options?.hasty }),
    async stay(it) {
      // Only here, so that no other command waits for it.
      const { serveUntilTold } = await import('./http/serve.ts')
      const { openResolver } = await import('./channels/dns.ts')
      const resolveTxt = openResolver()
      // What a person is told stands beside the log, which programs read.
      const say = (text: string) => void process.stderr.write(text)
      await serveUntilTold({ ...it, url: env.DATABASE_URL, version, say, openBrowser, resolveTxt })
    },
  }).parseAsync(process.argv)
} catch (error) {
  progress?.('')
  process.exitCode = failed(error, (text) => process.stderr.write(text), env.DUNWELL_DEBUG !== undefined)
}

/** Where somebody sits at a screen; a machine without one has the link to copy. */
function openBrowser(url: string): void {
  const [name, ...args] = browserFor({ platform: process.platform, env }, url) ?? []
  if (name === undefined || !process.stdout.isTTY) return
  spawn(name, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
}

function actorName(): string {
  try {
    return userInfo().username
  } catch {
    return 'somebody'
  }
}
