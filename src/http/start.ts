// Before anybody can sign in: what the desk shows first, and the first person of all. Founding is guarded by a code that only who sees
// the terminal knows, so that nobody on the network is quicker than the owner.

import { timingSafeEqual } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { ibanText } from '../core/iban.ts'
import { problem } from '../core/problem.ts'
import { found } from '../engine/founding.ts'
import type { Identities } from '../engine/identity.ts'
import { checkPassword, passwordScore } from '../engine/password.ts'
import { knownPlaces, type PlaceFacts } from '../rules/place.ts'
import { type Db, inWorkspace } from '../store/db.ts'
import { addMember, anybody } from '../store/member.ts'
import { listWorkspaces } from '../store/workspace.ts'
import { textShape } from './shape.ts'

const businessShape = z.strictObject({
  name: textShape(300),
  kind: z.enum(['business', 'sole_trader', 'private_person', 'public_body']).default('business'),
  collects: z.enum(['own', 'others']).default('own'),
  country: z.string().length(2),
  currency: z.string().length(3),
  zone: z.string().max(60).optional(),
  addressLines: z.array(z.string().max(200)).max(8).default([]),
  phone: z.string().max(60).optional(),
  iban: z.string().max(60).optional(),
  bic: z.string().max(20).optional(),
  policy: z.enum(['gentle', 'standard', 'firm']).default('standard'),
})

const founding = z.strictObject({
  code: z.string().max(40),
  name: textShape(200),
  email: z.email().max(300),
  password: z.string().max(300),
  language: z.enum(['en', 'de', 'fr', 'es']).default('en'),
  // Left out where a workspace is there already: made in the terminal, it gets its owner.
  business: businessShape.optional(),
})

/** What was filled in so far, step by step; a part that is left out was not reached yet. */
const partly = z.strictObject({
  code: z.string().max(40),
  you: z.strictObject({ name: z.string(), email: z.string(), password: z.string() }).partial().optional(),
  iban: z.string().max(60).optional(),
})

/** The one-time code of a process; spent once it was used, and shut after ten wrong tries. */
export interface StartCode {
  readonly shown: string
  wrong: number
  spent: boolean
}

// Without letters that look like figures.
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const wrongMax = 10

export function startCode(db: Db): StartCode {
  const all = [...db.source.random(8)].map((it) => letters[it % letters.length]).join('')
  return { shown: `${all.slice(0, 4)}-${all.slice(4)}`, wrong: 0, spent: false }
}

/** Whether nobody may sign in yet, and whether a workspace waits for its owner. */
export async function startState(db: Db): Promise<StartState> {
  if (await anybody(db)) return { needed: false, workspace: null }
  const [first] = await listWorkspaces(db)
  return { needed: true, workspace: first?.name ?? null, places: knownPlaces() }
}

export interface StartState {
  readonly needed: boolean
  readonly workspace: string | null
  /** What a country lets guess; only while there is something to guess. */
  readonly places?: readonly PlaceFacts[]
}

/**
 * Looks at what was filled in so far, so that an error is seen at its step and not at the end. A Problem names its field.
 * @returns how hard the password is to guess, 0 to 4, where one was given
 */
export async function checkStart(db: Db, code: StartCode, body: unknown): Promise<{ score: number | null }> {
  const it = read(partly, body)
  checkCode(code, it.code)
  if (await anybody(db)) throw taken()
  if (it.iban?.trim()) ibanText(it.iban)
  const { name = '', email = '', password } = it.you ?? {}
  return { score: password === undefined ? null : passwordScore(password, [name, email]) }
}

function taken() {
  return problem('start.done', 'This desk has its owner already.', 'Sign in, or ask the owner to invite you.')
}

function read<T extends z.ZodType>(shape: T, body: unknown): z.output<T> {
  const parsed = shape.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const at = issue!.path.join('.')
  throw problem('request.invalid', `${at || 'The form'} is not as it should be: ${issue!.message}.`, 'Correct it.', {
    column: at,
  })
}

/** Makes the owner, and the workspace where there is none. A Problem for a wrong code, and where there is an owner already. */
export async function begin(db: Db, people: Identities, code: StartCode, body: unknown): Promise<void> {
  const { business, name, email, password, language, code: given } = read(founding, body)
  checkCode(code, given)
  if (await anybody(db)) throw taken()
  checkPassword(password, [name, email, business?.name ?? ''])
  const [there] = await listWorkspaces(db)
  if (!there && !business)
    throw problem('request.invalid', 'The business is missing.', 'Say who is owed.', { column: 'business' })
  const actor = `${name} <${email}>`
  const id = there?.id ?? (await foundFrom(db, business!, { name, email, language }, actor))
  await people.enrol({ email, name, password })
  await inWorkspace(db, id, actor, (tx) => addMember(tx, { email, name, role: 'owner', language }))
  code.spent = true
}

function checkCode(code: StartCode, given: string): void {
  const plain = (text: string) =>
    Buffer.from(
      text
        .toUpperCase()
        .replaceAll(/[^A-Z0-9]/g, '')
        .padEnd(8)
        .slice(0, 8),
    )
  if (code.spent || code.wrong >= wrongMax)
    throw problem('start.code', 'This code is no longer good.', 'Start dunwell serve again; it shows a new one.')
  if (timingSafeEqual(plain(code.shown), plain(given))) return
  code.wrong++
  throw problem('start.code', 'This is not the code.', 'Take the one that the terminal shows.', { column: 'code' })
}

function foundFrom(
  db: Db,
  it: z.output<typeof businessShape>,
  owner: { name: string; email: string; language: string },
  actor: string,
): Promise<string> {
  const iban = it.iban === undefined || it.iban.trim() === '' ? undefined : ibanText(it.iban)
  const facts = {
    name: it.name,
    country: it.country,
    currency: it.currency,
    zone: it.zone,
    kind: it.collects === 'others' ? ('agency' as const) : ('creditor' as const),
    creditorKind: it.kind,
    settings: {
      language: owner.language,
      // Whoever begins sees each message before it goes; a step earns its autopilot.
      seenFirst: true,
      addressLines: it.addressLines,
      email: owner.email,
      phone: it.phone,
      policy: it.policy,
      signatory: { name: owner.name, phone: it.phone, email: owner.email },
      bank: iban ? { holder: it.name, iban, bic: it.bic, lines: [] } : undefined,
    },
  }
  return found(db, facts, actor)
}
