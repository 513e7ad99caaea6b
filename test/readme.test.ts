// The README's first five minutes, typed as they stand there: what it says is printed is what is printed.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from './database.ts'
import { typedAt } from './terminal.ts'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'dunwell-readme-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Typed {
  readonly words: readonly string[]
  /** Lines that are printed in this order, whatever stands between them; "…" in a line stands for anything. */
  readonly says: readonly string[]
}

function typedIn(section: string): Typed[] {
  const all = readFileSync(join(root, 'README.md'), 'utf8')
  const from = all.indexOf(`\n## ${section}\n`)
  const text = all.slice(from, all.indexOf('\n## ', from + 4))
  const blocks = [...text.matchAll(/^```\n([\s\S]*?)^```$/gm)].map(([, block]) => block!.replace(/\\\n\s*/g, ''))
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((one) => {
        const [command, ...says] = one.split('\n')
        const words = [...command!.matchAll(/"([^"]*)"|(\S+)/g)].map((it) => it[1] ?? it[2]!)
        return { words: words.slice(1), says: says.filter((line) => line.trim() !== '' && line !== '…') }
      }),
  )
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** A sentence may name the folder where the README has another. */
const plain = (text: string) => text.replaceAll(folder, './dunwell-data').replace(/[ \t]+/g, ' ')

test('the first five minutes are as the README shows them', async () => {
  const run = typedAt(await freshDatabase('2026-03-02'), folder)
  const commands = typedIn('Five minutes').filter(({ words }) => !words.some((word) => word.includes('…')))
  expect(commands.length).toBeGreaterThan(8)
  for (const { words, says } of commands) {
    const printed = plain(await run(...words)).split('\n')
    let at = 0
    for (const line of says.map(plain)) {
      const like = new RegExp(`^${line.trimEnd().split('…').map(escaped).join('.*')}\\s*$`)
      const found = printed.slice(at).findIndex((it) => like.test(it))
      expect(found, `"${words.join(' ')}" does not print "${line}":\n${printed.join('\n')}`).not.toBe(-1)
      at += found + 1
    }
  }
})
