// Hears every statement that the program really sends to its database while a test file runs, those put together at run time too,
// and holds each against the rules of the cluster when the file is over. What a test itself asks the database is its own business.

import { appendFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll } from 'vitest'

const heard = new Map<string, string>()

const ask = pg.Client.prototype.query
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const [first] = args as [string | { text?: string } | undefined]
  const text = typeof first === 'string' ? first : first?.text
  if (text !== undefined && !heard.has(text)) heard.set(text, from())
  return Reflect.apply(ask, this, args)
} as typeof ask

/** Who asked, as far as the stack tells: frames of the program and of tests, innermost first. */
function from(): string {
  const before = Error.stackTraceLimit
  Error.stackTraceLimit = 60
  const { stack } = new Error()
  Error.stackTraceLimit = before
  return [...(stack ?? '').matchAll(/\/((?:src|test)\/[\w/.-]+\.ts):(\d+)/g)]
    .map((it) => `${it[1]}:${it[2]}`)
    .filter((it) => !it.startsWith('test/listen.ts'))
    .join(' ')
}

afterAll(() => {
  if (process.env.DUMP)
    appendFileSync(process.env.DUMP, [...heard].map(([t, f]) => `${JSON.stringify({ t, f })}\n`).join(''))
})
