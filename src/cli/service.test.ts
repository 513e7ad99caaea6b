// The files that start the desk with the computer: their words, their paths, and on Linux what systemd itself says of its own.

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { serviceFile } from './service.ts'

const facts = {
  node: process.execPath,
  main: '/opt/a & b/dunwell/src/main.ts',
  dataDir: '/srv/the data',
  port: 4711,
  origins: ['https://desk.example'],
}

test('systemd starts it by absolute paths, and systemd finds nothing wrong with it', () => {
  const text = serviceFile('systemd', { ...facts, main: fileURLToPath(import.meta.url) }, false)
  expect(text).toContain(`ExecStart="${process.execPath}" "--max-semi-space-size=32" "/`)
  expect(text).toContain('"serve" "--data" "/srv/the data" "--port" "4711" "--origin" "https://desk.example"')
  expect(text).toContain('WantedBy=default.target')
  expect(serviceFile('systemd', facts, true)).toContain('WantedBy=multi-user.target')
  if (spawnSync('systemd-analyze', ['--version']).status !== 0) return
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-unit-'))
  const file = join(folder, 'dunwell.service')
  writeFileSync(file, text)
  const said = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' }).stderr
  rmSync(folder, { recursive: true })
  expect(said.split('\n').filter((line) => line.includes('dunwell.service'))).toEqual([])
})

test('launchd and Windows get well-formed files with every argument as it is', () => {
  const plist = serviceFile('launchd', facts, false)
  expect(XMLValidator.validate(plist)).toBe(true)
  const args = new XMLParser({ processEntities: true }).parse(plist).plist.dict.array.string
  expect(args.map(String)).toEqual([
    process.execPath,
    '--max-semi-space-size=32',
    facts.main,
    'serve',
    '--data',
    facts.dataDir,
    '--port',
    '4711',
    '--origin',
    'https://desk.example',
  ])
  const task = serviceFile('windows', { ...facts, node: 'C:\\Program Files\\node.exe' }, false)
  expect(XMLValidator.validate(task)).toBe(true)
  const { Exec } = new XMLParser({ processEntities: true }).parse(task).Task.Actions
  expect(Exec.Command).toBe('C:\\Program Files\\node.exe')
  expect(Exec.Arguments).toContain('"serve" "--data" "/srv/the data"')
})

test('--print shows it and writes nothing; what cannot stand in such a file is refused', () => {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url))
  const home = mkdtempSync(join(tmpdir(), 'dunwell-home-'))
  const call = (...args: string[]) => {
    const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, 'config') }
    return spawnSync(process.execPath, [main, 'service', ...args], { encoding: 'utf8', env })
  }
  const printed = call('install', '--print', '--kind', 'systemd', '--data', 'mine')
  expect(printed.stdout).toContain(`"--data" "${join(process.cwd(), 'mine')}"`)
  expect(call('status', '--kind', 'systemd').stdout).toContain('does not start with the computer')
  expect(call('install', '--print', '--data', '/srv/100%').stderr).toContain('cannot stand in the file of a service')
  expect(execFileSync('ls', ['-A', home], { encoding: 'utf8' })).toBe('')
  rmSync(home, { recursive: true })
})
