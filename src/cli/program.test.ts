import type { Command } from 'commander'
import { expect, test } from 'vitest'
import type { Wiring } from './desk.ts'
import { program } from './program.ts'

test('every command that does something shows an example in its help', () => {
  const wiring: Wiring = {
    clock: { now: () => 0, random: (bytes) => new Uint8Array(bytes), set: () => undefined },
    actor: 'test',
    dataDir: '.',
    env: {},
    version: '0',
    write: () => undefined,
    openDatabase: () => Promise.reject(new Error('not asked')),
  }
  const without: string[] = []
  const names: string[] = []
  const walk = (it: Command, path: string) => {
    if (it.commands.length === 0) {
      names.push(path)
      let help = ''
      it.configureOutput({
        writeOut: (text) => {
          help += text
        },
      })
      it.outputHelp()
      if (!/Example:\n {2}\.\/dunwell /.test(help)) without.push(path)
    }
    for (const child of it.commands) if (child.name() !== 'help') walk(child, `${path} ${child.name()}`)
  }
  walk(program(wiring), 'dunwell')
  expect(names.length).toBeGreaterThan(40)
  expect(without).toEqual([])
})
