// Holds the law of all places against the facts it was written from, where those lie beside the project, and against its own form.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { checks } from '../core/check.ts'
import type { Level, Sure } from '../core/law.ts'
import { law } from './law.ts'

interface Entry {
  readonly id: string
  readonly jurisdiction: string
  readonly kind: string
  readonly citation: string
  readonly level: string
  readonly verified: Sure | 'derived_from_primary'
  readonly effectiveFrom?: string
}

// What concerns contact, notice, consent, retention and stop; the other kinds are about money, courts and time limits alone.
const ours = new Set(
  `scope definition preemption contact_hours contact_time_place representation workplace third_party cease location_information
  electronic_procedures opt_out contact_frequency harassment misrepresentation disclosure unfair mail email social_media time_barred
  passive_collection transfer venue validation validation_period itemization_date validation_content dispute delivery retention
  credit_reporting guidance deceased conduct stay default_judgment tcpa moratorium pre_action privacy licensing consumer_notice`.split(
    /\s+/,
  ),
)
// Of these kinds some are about money after all.
const others = new Set(['uk.lpcdia.notConsumer'])
// Of other kinds these bear on contact: what ends a debt, and a cap that makes a person look first.
const too = [
  'us.scra.3937',
  'us.ms.15-1-3',
  'us.wi.extinguish',
  'au.nsw.63',
  'uk.limitation.contract',
  'uk.limitation.sct',
  'de.286',
  'de.rdg13e',
  'fr.L111-8',
]

// Where an entry is carried by rules of other names.
const carriers: Readonly<Record<string, readonly string[]>> = {
  'us.fdcpa.1692c.d': ['us.deceased', 'us.minor'],
  'us.regf.1006.10': ['us.fdcpa.1692b'],
  'us.regf.1006.34.c1_c2': ['us.regf.1006.34.c'],
  'us.regf.1006.34.c3': ['us.regf.1006.34.c'],
  'us.regf.1006.34.c4': ['us.regf.1006.34.c'],
  'uk.pcr.calls': ['uk.pecr.calls'],
}

const order: readonly Sure[] = ['memory', 'secondary', 'derived', 'primary']
const levels: Readonly<Record<string, readonly Level[]>> = {
  law: ['law', 'guidance', 'good_practice'],
  guidance: ['guidance', 'good_practice'],
  good_practice_here: ['good_practice'],
  pending: ['pending', 'status'],
  status: ['status'],
  reminder: ['status'],
}

const path = fileURLToPath(new URL('../../../shared/law/rules.json', import.meta.url))
const entries: readonly Entry[] = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).rules : []
const asked = entries.filter((it) => (ours.has(it.kind) && !others.has(it.id)) || too.includes(it.id))

function carrying(id: string) {
  const named = carriers[id] ?? [id]
  return law.filter((rule) =>
    named.some((one) => rule.id === one || (rule.id.startsWith(`${one}.`) && !entries.some((it) => it.id === rule.id))),
  )
}

/** The numbers of the first article named; of a range, of where it begins. */
function numbers(citation: string): string[] {
  return citation.split(/[;,-]/)[0]!.match(/(?<![(\d])\d[\d.]*[a-z]?/g) ?? []
}

const flat = (text: string) => text.replaceAll(/[\s§]/g, '').replaceAll('R.', 'R').replaceAll('L.', 'L')

describe.skipIf(entries.length === 0)('the law that was gathered', () => {
  test('has entries about contact', () => expect(asked.length).toBeGreaterThan(70))
  test.each(asked.map((it) => [it.id, it] as const))('%s is carried, and no better than its source', (id, entry) => {
    const rules = carrying(id)
    expect(
      rules.map((it) => it.id),
      `no rule of rules/law carries ${id}`,
    ).not.toEqual([])
    const sure: Sure = entry.verified === 'derived_from_primary' ? 'derived' : entry.verified
    for (const rule of rules) {
      expect(order.indexOf(rule.sure), `${rule.id} says ${rule.sure}, its source ${sure}`).toBeLessThanOrEqual(
        order.indexOf(sure),
      )
      expect(levels[entry.level], `${rule.id} is of level ${rule.level}, its source of ${entry.level}`).toContain(
        rule.level,
      )
      for (const number of numbers(entry.citation))
        expect(flat(rule.cite), `${rule.id} does not cite ${entry.citation}`).toContain(flat(number))
      if (entry.effectiveFrom) expect(rule.from, `${rule.id} holds since ${entry.effectiveFrom}`).toBeDefined()
    }
  })
})

test('every file of a place stands in the list', () => {
  const folder = fileURLToPath(new URL('./law', import.meta.url))
  const list = readFileSync(fileURLToPath(new URL('./law.ts', import.meta.url)), 'utf8')
  const files = readdirSync(folder).filter((it) => it.endsWith('.ts') && it !== 'hours.ts')
  expect(files.length).toBeGreaterThan(9)
  for (const file of files) {
    const name = new RegExp(`import \\{ rules as (\\w+) \\} from './law/${file}'`).exec(list)?.[1]
    expect(name, `${file} is not in rules/law.ts`).toBeDefined()
    expect(list).toContain(`  ...${name},`)
  }
})

test('ids are unique, and each rule says in one sentence what it asks, where it is written and where it holds', () => {
  expect(new Set(law.map((it) => it.id)).size).toBe(law.length)
  for (const rule of law) {
    expect(rule.says, rule.id).toMatch(/^[A-Z0-9][^\n]{8,260}\.$/)
    expect(rule.says, `${rule.id}: one sentence`).not.toMatch(/[.!?] [A-Z]/)
    expect(rule.cite.length, rule.id).toBeGreaterThan(5)
    expect(rule.place, rule.id).toMatch(/^(\*|[A-Z]{2}(-[A-Z]{1,3}){0,2})$/)
    if (rule.until !== undefined) expect(rule.until).toBeGreaterThan(rule.from ?? -1e9)
  }
})

test('what was not read may refuse and never permits', () => {
  // A place to keep things longer than the law of privacy would let us is a permit too.
  const refuses = new Set([...Object.keys(checks), 'conduct', 'opt_out', 'must_say', 'credit_report'])
  for (const rule of law.filter((it) => it.sure === 'memory')) {
    expect(refuses.has(rule.effect.kind), `${rule.id} is from memory and of kind ${rule.effect.kind}`).toBe(true)
    expect(rule.note ?? '', `${rule.id} is from memory: say so in its note`).not.toBe('')
  }
})
