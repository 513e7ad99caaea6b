// Starts the mail server of test/peers/smtp.ts as a process of its own, and reads what it wrote down.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { LoggedMessage } from './smtp.ts'

export interface SmtpPeer {
  /** On 127.0.0.1. */
  readonly port: number
  /** Every message whose final dot has arrived, in that order. */
  messages(): Promise<LoggedMessage[]>
  stop(): Promise<void>
}

/** `options` as on its command line, without the port and the log. */
export async function startSmtp(...options: readonly string[]): Promise<SmtpPeer> {
  const home = await mkdtemp(join(tmpdir(), 'dunwell-smtp-'))
  const log = join(home, 'log.jsonl')
  const program = fileURLToPath(new URL('smtp.ts', import.meta.url))
  const child = spawn(process.execPath, [program, '--log', log, ...options], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const first = await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(() => undefined)])
  if (first === undefined) throw new Error(`The mail server did not start: ${options.join(' ')}`)
  return {
    port: Number(first[0]),
    async messages() {
      const text = await readFile(log, 'utf8')
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as LoggedMessage)
    },
    async stop() {
      child.stdin.end()
      await ended
      await rm(home, { recursive: true })
    },
  }
}
