// A workspace: one business, its settings, its creditors, and the books its debtors live in.

import { CompiledQuery } from 'kysely'
import { z } from 'zod'
import { claimFactsShape } from '../core/claim-facts.ts'
import { clauseShape } from '../core/clause.ts'
import type { Day, Moment } from '../core/day.ts'
import { ibanText } from '../core/iban.ts'
import { keepRule } from '../core/keep.ts'
import { collectors, sectors } from '../core/law.ts'
import { assert, problem, quoted } from '../core/problem.ts'
import { change, type Db, insert, inWorkspace, onDay, row, rows, sql, type Tx } from './db.ts'
import { addWorkspaceRecord } from './record.ts'

export const settingsShape = z.strictObject({
  language: z.string().default('en'),
  addressLines: z.array(z.string()).default([]),
  legalLines: z.array(z.string()).default([]),
  email: z.string().optional(),
  phone: z.string().optional(),
  website: z.string().optional(),
  signatory: z
    .strictObject({
      name: z.string(),
      role: z.string().optional(),
      phone: z.string().optional(),
      email: z.string().optional(),
    })
    .optional(),
  bank: z
    .strictObject({
      holder: z.string(),
      iban: z.string().optional(),
      bic: z.string().optional(),
      bankName: z.string().optional(),
      lines: z.array(z.string()).default([]),
    })
    .optional(),
  /** Other accounts by name, for claims that are assigned. */
  factors: z
    .record(
      z.string(),
      z.strictObject({
        holder: z.string(),
        iban: z.string().optional(),
        bic: z.string().optional(),
        lines: z.array(z.string()).default([]),
      }),
    )
    .default({}),
  payLink: z.string().optional(),
  /** Where people outside reach `serve`; without it no payment link appears. */
  publicUrl: z
    .string()
    .regex(
      /^(https:\/\/[^\s"'<>?#]+|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/[^\s"'<>?#]*)?)$/,
      'write it as https://pay.nordwind.example',
    )
    .optional(),
  /** How long a payment link in a message holds. */
  payLinkDays: z.int().min(1).max(365).default(90),
  /** Cash discount agreed with all customers, where no invoice says another: percent off within days of the invoice. */
  cashDiscount: z.strictObject({ percent: z.number().gt(0).max(20), days: z.int().min(1).max(90) }).optional(),
  policy: z.string().default('standard'),
  /** Consumers, public bodies and what is owed between people have ladders of their own where nobody chose one. */
  policyByKind: z.boolean().default(true),
  smtp: z
    .strictObject({
      host: z.string(),
      port: z.int(),
      security: z.enum(['tls', 'starttls', 'none']),
      user: z.string().optional(),
      password: z.string().optional(),
      oauthToken: z.string().optional(),
    })
    .optional(),
  /** Went live without a mail server: what would be an email is a letter to print, until a server is set. */
  lettersOnly: z.boolean().default(false),
  /** Mails an hour; 0 for as fast as the server takes them. */
  mailsPerHour: z.int().min(0).default(30),
  /** Where their answers come in; once it is set, an inbox is connected. */
  imap: z
    .strictObject({
      host: z.string(),
      port: z.int().default(993),
      security: z.enum(['tls', 'starttls', 'none']).default('tls'),
      user: z.string().optional(),
      password: z.string().optional(),
      oauthToken: z.string().optional(),
      /** The folder of sent mails, where the server does not name it. */
      sent: z.string().optional(),
      /** Off where the mail server itself keeps a copy of what it sends. */
      copyToSent: z.boolean().default(true),
    })
    .optional(),
  /** Answers are read by a person or another program, without imap. */
  inboxConnected: z.boolean().default(false),
  recallMinutes: z.int().min(0).default(15),
  /** Each message of a ladder waits for a person's yes, until its step is on autopilot. */
  seenFirst: z.boolean().default(false),
  /** Up to which sum one may be, in minor units of the workspace's currency; left out, a thousand of it. */
  autopilot: z.strictObject({ mostMinor: z.int().min(0).optional() }).default({}),
  /** How many business days old our knowledge of payments may be; null: never wait for it. */
  knowledge: z
    .strictObject({ reminders: z.int().nullable().default(3), demands: z.int().nullable().default(1) })
    .default({ reminders: 3, demands: 1 }),
  brake: z
    .strictObject({ on: z.boolean().default(true), factor: z.number().default(3), firstDay: z.int().default(25) })
    .default({ on: true, factor: 3, firstDay: 25 }),
  /** Who collects; left out, the creditor in its own name, or for an agency's workspace an agency. */
  collector: z.enum(collectors).optional(),
  /** Trades the claims come from, where laws are made for them; left out: not known, so such laws may hold. */
  sectors: z.array(z.enum(sectors)).optional(),
  /** What the law asks of others only: kept like law, or only said. */
  manners: z.enum(['keep', 'warn']).default('keep'),
  /** What all our terms say of interest, late fees and where payments go; a customer's or a claim's own go over it. */
  terms: clauseShape.default({}),
  /** What the law and the terms grant is claimed at the formal demand, at once, or only by a person. */
  claimCharges: z.enum(['demand', 'always', 'by_hand']).default('demand'),
  /** A backup of everything, made by `serve` or `worker` once a day, and proved. */
  backup: z
    .strictObject({
      /** When, in the workspace's own zone: 03:00. */
      at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write it as 03:00'),
      /** Where to; seen from the data folder. */
      folder: z.string().min(1).default('backups'),
      keep: z
        .string()
        .refine(isKeepRule, 'write it as daily=7,weekly=4,monthly=12')
        .default('daily=7,weekly=4,monthly=12'),
      /** An age recipient to encrypt to. */
      to: z
        .string()
        .regex(/^age1[02-9ac-hj-np-z]{58,}$/, 'write the public key that age-keygen printed, age1…')
        .optional(),
    })
    .optional(),
  /** What notices say of every claim that says nothing else itself: the client, the authority, a text of law. */
  claimFacts: claimFactsShape.partial().default({}),
  /** What one email, letter or call costs us, in the workspace's currency: 1.20. Reports set it against what was recovered. */
  unitCosts: z
    .strictObject({
      email: z.number().min(0).max(1_000_000).optional(),
      letter: z.number().min(0).max(1_000_000).optional(),
      call: z.number().min(0).max(1_000_000).optional(),
    })
    .default({}),
  /** The hour of the workspace's own zone at which `serve` runs the day. */
  runHour: z.int().min(0).max(23).default(7),
  /** What owners are told by mail: in the morning what goes out, so long before it goes; on Friday what the week brought. */
  ownerMail: z
    .strictObject({
      day: z.boolean().default(true),
      week: z.boolean().default(true),
      minutesBefore: z.int().min(0).max(600).default(60),
    })
    .default({ day: true, week: true, minutesBefore: 60 }),
  /** Of a key of the API, in each process; 0 for as many as it likes. */
  requestsPerMinute: z.int().min(0).default(1200),
  /** Where webhooks may lead beyond https to addresses of the internet; allowed at the terminal only. */
  webhooks: z
    .strictObject({ privateAddresses: z.boolean().default(false), http: z.boolean().default(false) })
    .default({ privateAddresses: false, http: false }),
  /** How long an answer from the mail server may take before a message counts as in doubt. */
  leaseSeconds: z.int().min(1).default(180),
})

function isKeepRule(text: string): boolean {
  try {
    return keepRule(text) !== undefined
  } catch {
    return false
  }
}
export type Settings = z.infer<typeof settingsShape>

export interface Workspace {
  readonly id: string
  readonly name: string
  readonly kind: 'creditor' | 'agency'
  readonly country: string
  readonly currency: string
  readonly zone: string
  readonly liveSince?: Moment
  readonly runDay?: Day
  readonly settings: Settings
  /** The creditor that the workspace itself is. */
  readonly creditorId: string
  /** `business`, `sole_trader`, `private_person` or `public_body`. */
  readonly creditorKind: string
}

/** Whether the claims are those of others: an agency, a buyer of debts, a lawyer. */
export function collectsForOthers(workspace: Pick<Workspace, 'kind' | 'settings'>): boolean {
  return (workspace.settings.collector ?? (workspace.kind === 'agency' ? 'agency' : 'creditor')) !== 'creditor'
}

export interface NewWorkspace {
  readonly name: string
  readonly kind: 'creditor' | 'agency'
  readonly creditorKind: string
  readonly country: string
  readonly currency: string
  readonly zone: string
  readonly settings: Partial<Settings>
}

/** Makes a workspace with its own creditor and first book. */
export async function createWorkspace(db: Db, facts: NewWorkspace, actor: string, id: string): Promise<string> {
  const settings = settingsShape.parse(facts.settings)
  await inWorkspace(db, id, actor, async (tx) => {
    await tx.query.executeQuery(
      CompiledQuery.raw(
        'INSERT INTO workspaces (id, name, kind, country, currency, zone, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [id, facts.name, facts.kind, facts.country, facts.currency, facts.zone, new Date(tx.now).toISOString()],
      ),
    )
    await insert(tx, 'workspace_state', ['seq:bigint'], [[0]])
    await insert(tx, 'settings', ['key:text', 'value:jsonb'], [['workspace', settings]])
    const creditorId = tx.newId()
    await insert(
      tx,
      'creditors',
      ['id:uuid', 'kind:text', 'name:text', 'facts:jsonb'],
      [[creditorId, facts.creditorKind, facts.name, { own: true }]],
    )
    await addWorkspaceRecord(tx, 'workspace.made', id, { ...facts, settings: withoutSecrets(settings) })
  })
  return id
}

/** All workspaces of the database, oldest first. */
export async function listWorkspaces(db: Db): Promise<{ id: string; name: string }[]> {
  return rows({ query: db.app as never }, sql`SELECT id, name FROM workspaces ORDER BY created_at, id`)
}

export async function isWorkspace(db: Db, id: string): Promise<boolean> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return false
  const found = await row({ query: db.app as never }, sql`SELECT 1 FROM workspaces WHERE id = ${id}::uuid`)
  return found !== undefined
}

export async function readWorkspace(tx: Tx): Promise<Workspace> {
  const it = await row<{
    id: string
    name: string
    kind: 'creditor' | 'agency'
    country: string
    currency: string
    zone: string
    live_since: Moment | null
    run_day: Day | null
    settings: unknown
    creditor_id: string
    creditor_kind: string
  }>(
    tx,
    sql`SELECT w.id, w.name, w.kind, w.country, w.currency, w.zone, w.live_since, w.run_day, s.value AS settings,
          (SELECT c.id FROM creditors c WHERE c.workspace_id = w.id ORDER BY c.id LIMIT 1) AS creditor_id,
          (SELECT c.kind FROM creditors c WHERE c.workspace_id = w.id ORDER BY c.id LIMIT 1) AS creditor_kind
        FROM workspaces w JOIN settings s ON s.workspace_id = w.id AND s.key = 'workspace' WHERE w.id = ${tx.workspaceId}::uuid`,
  )
  assert(it, 'the workspace of a transaction exists')
  return {
    id: it.id,
    name: it.name,
    kind: it.kind,
    country: it.country,
    currency: it.currency,
    zone: it.zone,
    liveSince: it.live_since ?? undefined,
    runDay: it.run_day ?? undefined,
    settings: settingsShape.parse(it.settings),
    creditorId: it.creditor_id,
    creditorKind: it.creditor_kind,
  }
}

/** Which state of the settings stands, by which a caller says what they have seen; with `lock` it stands until the transaction ends. */
export async function settingsVersion(tx: Tx, lock = false): Promise<number> {
  const found = await row<{ version: number }>(
    tx,
    sql`SELECT version FROM settings WHERE workspace_id = ${tx.workspaceId}::uuid AND key = 'workspace' ${lock ? sql`FOR UPDATE` : sql``}`,
  )
  return found!.version
}

/** Changes settings; the record keeps what changed, without secrets. */
export async function changeSettings(tx: Tx, changes: Partial<Settings>): Promise<Settings> {
  // All of them are one value: whoever changes some waits for whoever changes others.
  await settingsVersion(tx, true)
  const { settings } = await readWorkspace(tx)
  const parsed = settingsShape.safeParse({ ...settings, ...changes })
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    if (issue!.code === 'unrecognized_keys')
      throw problem(
        'settings.unknown',
        `There is no setting ${quoted([...issue!.path, issue!.keys[0]].join('.'))}.`,
        'See "dunwell settings show" and "dunwell settings set --help".',
      )
    throw problem(
      'settings.invalid',
      `The setting ${issue!.path.join('.')} is not valid: ${issue!.message}.`,
      'Run "dunwell settings set --help" for its form.',
    )
  }
  // A slip here would send a debtor's money to somebody else.
  for (const account of [parsed.data.bank, ...Object.values(parsed.data.factors)]) {
    if (account?.iban !== undefined) account.iban = ibanText(account.iban)
  }
  await change(
    tx,
    sql`UPDATE settings SET value = ${JSON.stringify(parsed.data)}::jsonb, version = version + 1 WHERE workspace_id = ${tx.workspaceId}::uuid AND key = 'workspace'`,
  )
  await addWorkspaceRecord(tx, 'settings.changed', undefined, withoutSecrets(changes))
  return parsed.data
}

function withoutSecrets(settings: Partial<Settings>): unknown {
  const { smtp, imap } = settings
  return {
    ...settings,
    ...(smtp && { smtp: { ...smtp, password: undefined, oauthToken: undefined } }),
    ...(imap && { imap: { ...imap, password: undefined, oauthToken: undefined } }),
  }
}

/** Gives the business another name; so is the creditor called that it is itself. */
export async function renameWorkspace(tx: Tx, name: string): Promise<void> {
  const { creditorId, name: before } = await readWorkspace(tx)
  await change(tx, sql`UPDATE workspaces SET name = ${name} WHERE id = ${tx.workspaceId}::uuid`)
  await change(
    tx,
    sql`UPDATE settings SET version = version + 1 WHERE workspace_id = ${tx.workspaceId}::uuid AND key = 'workspace'`,
  )
  await change(
    tx,
    sql`UPDATE creditors SET name = ${name} WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${creditorId}::uuid`,
  )
  await addWorkspaceRecord(tx, 'workspace.renamed', tx.workspaceId, { before, name })
}

/** Whether every message is a letter now. */
export function allPrinted({ settings }: Pick<Workspace, 'settings'>): boolean {
  return settings.lettersOnly && settings.smtp === undefined
}

export async function goLive(tx: Tx): Promise<void> {
  await change(
    tx,
    sql`UPDATE workspaces SET live_since = ${new Date(tx.now).toISOString()}, run_day = NULL WHERE id = ${tx.workspaceId}::uuid`,
  )
  await addWorkspaceRecord(tx, 'workspace.live', tx.workspaceId, {})
}

/** The stored run day of a rehearsal. */
export async function setRunDay(tx: Tx, day: Day): Promise<void> {
  await change(tx, sql`UPDATE workspaces SET run_day = ${onDay(day)}::date WHERE id = ${tx.workspaceId}::uuid`)
}

/** The day up to which we know what was paid; it only moves on. */
export async function setKnownUntil(tx: Tx, creditorId: string, day: Day, because: string): Promise<void> {
  const moved = await change(
    tx,
    sql`UPDATE creditors SET known_until = ${onDay(day)}::date
        WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${creditorId}::uuid AND (known_until IS NULL OR known_until < ${onDay(day)}::date)`,
  )
  if (moved > 0) await addWorkspaceRecord(tx, 'creditor.known_until', creditorId, { day, because })
}

const debtorsPerBook = 20_000
const firstNumber = 1001

/** Debtor numbers of a book, one after the other. */
export interface Numbers {
  readonly book: number
  readonly firstNo: number
  readonly count: number
}
export type TakeNumbers = (count: number) => Promise<Numbers>

/** A book with room for `count` new debtors (at most 20,000), its first free debtor number taken with them. */
export async function takeNumbers(tx: Tx, count: number): Promise<Numbers> {
  assert(count > 0 && count <= debtorsPerBook, 'a book takes at most 20,000 debtors')
  // The workspace's own row orders those who open books, so that blocks of numbers never overlap.
  await rows(tx, sql`SELECT 1 FROM workspace_state WHERE workspace_id = ${tx.workspaceId}::uuid FOR UPDATE`)
  const last = await row<{ id: number; debtors: number; next_no: number; last_no: number }>(
    tx,
    sql`SELECT id, debtors, next_no, last_no FROM books WHERE workspace_id = ${tx.workspaceId}::uuid ORDER BY id DESC LIMIT 1`,
  )
  let book = last
  if (!last || last.debtors >= debtorsPerBook) {
    const from = last ? last.last_no + 1 : firstNumber
    book = await row(
      tx,
      sql`INSERT INTO books (workspace_id, debtors, next_no, last_no) VALUES (${tx.workspaceId}::uuid, 0, ${from}, ${from + debtorsPerBook - 1})
          RETURNING id, debtors, next_no, last_no`,
    )
  }
  const taken = Math.min(count, debtorsPerBook - book!.debtors)
  await change(
    tx,
    sql`UPDATE books SET debtors = debtors + ${taken}, next_no = next_no + ${taken} WHERE id = ${book!.id}`,
  )
  return { book: book!.id, firstNo: book!.next_no, count: taken }
}

export async function listBooks(tx: Tx): Promise<number[]> {
  return (
    await rows<{ id: number }>(tx, sql`SELECT id FROM books WHERE workspace_id = ${tx.workspaceId}::uuid ORDER BY id`)
  ).map((one) => one.id)
}
