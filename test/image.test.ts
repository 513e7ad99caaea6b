// What can be known of the image without building it: its steps stand in order and name what is there; the files that it copies run by
// themselves, as the command says, and its health check tells ready from gone; nothing secret goes in, nobody is root.

import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { freshDatabase, nordwind } from './database.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const text = (name: string) => readFileSync(join(root, name), 'utf8')
const steps = text('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => ({ verb: line.split(' ')[0]!, rest: line.slice(line.indexOf(' ') + 1) }))
const one = (verb: string) => steps.findLast((it) => it.verb === verb)!.rest
const compose = parse(text('compose.yaml'), { merge: true })

const folder = mkdtempSync(join(tmpdir(), 'dunwell-image-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The files that the last stage copies out of what .dockerignore lets through, in a folder of their own. */
function copied(): string {
  const rules = text('.dockerignore').trim().split('\n')
  expect(rules[0], 'nothing goes in that is not named').toBe('*')
  const let_in = rules.filter((it) => it.startsWith('!')).map((it) => it.slice(1))
  const app = join(folder, 'app')
  mkdirSync(app)
  const last = steps.slice(steps.findLastIndex((it) => it.verb === 'FROM'))
  for (const { rest } of last.filter((it) => it.verb === 'COPY' && !it.rest.startsWith('--from'))) {
    const words = rest.split(' ')
    const to = words.pop()!
    for (const from of words) {
      expect(let_in, `${from} is let in`).toContain(from)
      expect(existsSync(join(root, from)), `${from} is there`).toBe(true)
      const target = to.endsWith('/') ? join(app, to, from) : join(app, to)
      cpSync(join(root, from), target, { recursive: true, filter: (path) => !path.endsWith('.test.ts') })
    }
  }
  // In place of npm ci: the packages that are here.
  symlinkSync(join(root, 'node_modules'), join(app, 'node_modules'))
  return app
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
}

const ended = (child: ChildProcess) => new Promise<number | null>((done) => child.on('exit', done))

test('what the image holds serves as it says, is found healthy, and ends when it is told', async () => {
  const at = await freshDatabase()
  await nordwind(at)
  const app = copied()
  const port = String(await freePort())
  const inFolder = (words: string[]) => words.map((it) => it.replaceAll('/app/', `${app}/`).replaceAll('4580', port))
  const [node, ...entry] = inFolder(JSON.parse(one('ENTRYPOINT')))
  expect(node).toBe('node')
  const command = inFolder(JSON.parse(one('CMD'))).map((it) => it.replace('0.0.0.0', '127.0.0.1'))
  const env = { PATH: process.env.PATH, DATABASE_URL: at.url, DUNWELL_DATA: at.dataDir }
  const check = () => {
    const words = inFolder(JSON.parse(/CMD (\[.*\])$/.exec(one('HEALTHCHECK'))![1]!))
    return ended(spawn(process.execPath, words.slice(1), { stdio: 'ignore' }))
  }
  expect(await check(), 'nothing listens yet').toBe(1)
  const serving = spawn(process.execPath, [...entry, ...command], {
    env,
    cwd: app,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const over = ended(serving)
  try {
    for await (const chunk of serving.stdout) if (String(chunk).includes('"serving"')) break
    expect(await check()).toBe(0)
  } finally {
    serving.kill('SIGTERM')
  }
  expect(await over).toBe(0)
})

test('bases are pinned by tag, nothing secret goes in, and nobody is root', () => {
  for (const { rest } of steps.filter((it) => it.verb === 'FROM'))
    expect(rest).toMatch(/^node:26[\w.-]*-slim( AS \w+)?$/)
  expect(steps.filter((it) => it.verb === 'ARG')).toEqual([])
  for (const { rest } of steps.filter((it) => it.verb === 'ENV')) expect(rest).not.toMatch(/password|secret|url|key/i)
  const user = steps.findLastIndex((it) => it.verb === 'USER')
  expect(steps[user]!.rest).not.toMatch(/root|^0/)
  expect(steps.slice(user).map((it) => it.verb)).not.toContain('RUN')
  expect(globSync('src/**/.env*', { cwd: root })).toEqual([])
})

test('compose starts a database, web and workers that wait for it, check their health and keep their data', () => {
  const { database, web, worker } = compose.services
  expect(database.image).toMatch(/^postgres:1[78]$/)
  expect(Object.keys(compose.volumes).sort()).toEqual(['backups', 'data', 'database'])
  for (const it of [web, worker]) {
    expect(it.image).toBe(`dunwell:${JSON.parse(text('package.json')).version}`)
    expect(it.depends_on.database.condition).toBe('service_healthy')
    expect(it.healthcheck.test.join(' ')).toContain('/readyz')
    expect(it.volumes.map((volume: string) => volume.split(':')[0]).sort()).toEqual(['backups', 'data'])
    expect([it.read_only, it.init, it.cap_drop]).toEqual([true, true, ['ALL']])
  }
  expect(web.command[0]).toBe('serve')
  expect(worker.command[0]).toBe('worker')
  // A volume belongs to whoever owned its place in the image; a place that is not there would be root's.
  const made = steps.find((it) => it.verb === 'RUN' && it.rest.includes('--owner=dunwell'))!.rest.split(' ')
  for (const volume of web.volumes) expect(made).toContain(volume.split(':')[1])
  expect(web.ports, 'only this machine reaches it').toEqual(['127.0.0.1:4580:4580'])
  const passwords = [...text('compose.yaml').matchAll(/PASSWORD: (.*)$/gm)].map((it) => it[1])
  expect(passwords).toHaveLength(2)
  for (const it of passwords) expect(it).toMatch(/^\$\{DUNWELL_DATABASE_PASSWORD:\?.*\}$/)
})
