// Hears every statement that the program really sends to its database while a test file runs, those put together at run time too,
// and holds each against the rules of the cluster when the file is over. What a test itself asks the database is its own business.

import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { wrongIn } from './statement.ts'

/** Statements that may break a rule, each with the reason. `at` is where they are sent from. */
const allowed: readonly { readonly at: string; readonly says: RegExp; readonly because: string }[] = [
  {
    at: 'src/engine/identity.ts',
    says: /SIMILAR TO/,
    because: 'better-auth reads the catalogue once when it starts, to see whether its tables are there',
  },
]

// By text; who sent it, as far as the stack tells.
const heard = new Map<string, string>()

const ask = pg.Client.prototype.query
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const [first] = args as [string | { text?: string } | undefined]
  const text = typeof first === 'string' ? first : first?.text
  if (text !== undefined && !heard.get(text)) heard.set(text, sender())
  return Reflect.apply(ask, this, args)
} as typeof ask

/** The innermost file of the program that asked; empty for a test. The way to the database itself asks for all of them. */
function sender(): string {
  const before = Error.stackTraceLimit
  Error.stackTraceLimit = 60
  const { stack } = new Error()
  Error.stackTraceLimit = before
  const frames = [...(stack ?? '').matchAll(/\/(src\/[\w/.-]+\.ts):\d+/g)].map((it) => it[1]!)
  return frames.find((it) => it !== 'src/store/db.ts' && !it.endsWith('.test.ts')) ?? ''
}

/** How many statements of the program were heard so far, and what is wrong with them. */
export function heardSoFar(): { readonly statements: number; readonly wrong: readonly string[] } {
  const found = inject('catalogue')
  const known = {
    columns: new Map(found.columns),
    localeTexts: new Set(found.localeTexts),
    unsteady: new Set(found.unsteady),
  }
  const ours = [...heard].filter(([, from]) => from !== '')
  const wrong = ours.flatMap(([text, from]) =>
    wrongIn(text, known)
      .filter((says) => !allowed.some((it) => it.at === from && it.says.test(says)))
      .map((says) => `${from}: ${says}\n    ${text.replace(/\s+/g, ' ').slice(0, 400)}`),
  )
  return { statements: ours.length, wrong: [...new Set(wrong)] }
}

afterAll(() => {
  const { wrong } = heardSoFar()
  if (wrong.length > 0)
    throw new Error(
      `${wrong.length} statements break the rules of the cluster (test/statement.ts):\n${wrong.join('\n')}`,
    )
})
