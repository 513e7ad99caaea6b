// Secrets that a person enters: typed without being shown, or from a file. Never from the command line, which others on the machine
// can read and a shell remembers.

import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { problem, quoted } from '../core/problem.ts'

/** From a file, its first line; else asked for at the terminal. A Problem where nobody sits there. */
export async function secretFrom(file: string | undefined, asks: string): Promise<string> {
  if (file !== undefined) {
    try {
      return readFileSync(file, 'utf8').split(/\r?\n/)[0]!.trim()
    } catch {
      throw problem('secret.file', `The file ${quoted(file)} cannot be read.`, 'Check its name.')
    }
  }
  if (!process.stdin.isTTY)
    throw problem('secret.nobody', `Nobody is here to be asked for ${asks}.`, 'Give it in a file: see --help.')
  // The question is shown, what is typed is not.
  let silent = false
  const output = new Writable({
    write(chunk, _, done) {
      if (!silent) process.stderr.write(chunk)
      done()
    },
  })
  const terminal = createInterface({ input: process.stdin, output, terminal: true })
  try {
    const answer = terminal.question(`${asks}: `)
    silent = true
    return (await answer).trim()
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
