// Changing where debtors pay, so that a stolen session is not enough: it is shown anew who asks, a second person says yes where there is
// one, every owner is told, and it waits 72 hours before it takes effect by itself. Anybody who may manage can withdraw it meanwhile.

import type { Moment } from '../core/day.ts'
import { ibanText } from '../core/iban.ts'
import { may } from '../core/member.ts'
import { Problem, problem } from '../core/problem.ts'
import {
  addBankChange,
  agreeToBankChange,
  type BankChange,
  endBankChange,
  type PaidTo,
  waitingBankChange,
} from '../store/bank-change.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import { addHouseMail } from '../store/house-mail.ts'
import { type Factors, factorsOf } from '../store/identity.ts'
import { listMembers, type Member } from '../store/member.ts'
import { changeSettings, readWorkspace, type Workspace } from '../store/workspace.ts'
import { bankChangeWords } from './house-words.ts'
import type { Proof } from './identity.ts'

const waitMs = 72 * 3_600_000

/**
 * By what somebody must show who they are: their second factor; a password only where nobody in the workspace has a second factor. A
 * Problem where they have none and others do, or show the wrong kind.
 */
export async function checkProofKind(
  db: Db,
  members: readonly Member[],
  asker: Member,
  proof: Proof,
): Promise<BankChange['shownBy']> {
  const all = await factorsOf(
    db,
    members.map((it) => it.email),
  )
  const has = (it: Factors | undefined) => it !== undefined && (it.totp || it.passkeys > 0)
  const shown = 'totp' in proof ? 'totp' : 'passkey' in proof ? 'passkey' : 'password'
  if (has(all.get(asker.email))) {
    if (shown === 'password')
      throw problem('proof.second_factor', 'A password is not enough for this.', 'Show your code or your passkey.')
    return shown
  }
  if ([...all.values()].some(has))
    throw problem(
      'proof.none',
      'This needs a second factor, and you have none.',
      'Set one up first: Settings, My account.',
    )
  if (shown !== 'password')
    throw problem('proof.password', 'You have no second factor that could be shown.', 'Give your password.')
  return 'password'
}

/** A Problem for what could not be paid to. @returns the same with its numbers as banks write them */
export function checkedPaidTo(next: PaidTo): PaidTo {
  const account = <T extends { iban?: string; bic?: string; lines: string[] }>(it: T): T => {
    const iban = it.iban === undefined ? undefined : checkedIban(it.iban)
    const bic = it.bic?.replaceAll(/\s/g, '').toUpperCase()
    if (bic !== undefined && !/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic))
      throw problem('bank.bic', 'This is no BIC.', 'It has 8 or 11 letters and figures, such as COBADEFF.', {
        column: 'bank.bic',
      })
    if (iban === undefined && it.lines.length === 0)
      throw problem('bank.number', 'The account has no number.', 'Give its IBAN, or its numbers line by line.', {
        column: 'bank.iban',
      })
    return { ...it, iban, bic }
  }
  return {
    bank: next.bank && account(next.bank),
    factors: Object.fromEntries(Object.entries(next.factors).map(([name, it]) => [name, account(it)])),
    payLink: next.payLink,
  }
}

function checkedIban(text: string): string {
  try {
    return ibanText(text)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { code, says, fix } = error.facts
    throw problem(code, says, fix, { column: 'bank.iban' })
  }
}

export function paidToOf({ settings }: Pick<Workspace, 'settings'>): PaidTo {
  const { bank, factors, payLink } = settings
  return { bank, factors, payLink }
}

/**
 * Asks for a change; who they are was shown. Before anything goes out and where no account stands yet there is nothing to steal, and it
 * stands at once.
 */
export async function askBankChange(
  tx: Tx,
  it: {
    readonly asker: Member
    readonly next: PaidTo
    readonly shownBy: BankChange['shownBy']
    readonly now: Moment
  },
): Promise<'done' | 'waiting'> {
  const workspace = await readWorkspace(tx)
  const before = paidToOf(workspace)
  if (JSON.stringify(before) === JSON.stringify(it.next))
    throw problem('bank_change.same', 'This is what stands already.', 'Change what is to be different.')
  if (workspace.liveSince === undefined && before.bank === undefined) {
    await changeSettings(tx, it.next)
    return 'done'
  }
  const members = await listMembers(tx)
  const needsSecond = members.some((one) => one.id !== it.asker.id && may(one.role, 'manage'))
  const effectiveAt = it.now + waitMs
  const { next, shownBy } = it
  await addBankChange(tx, { next, before, shownBy, askedAt: it.now, askedId: it.asker.id, effectiveAt, needsSecond })
  await tellOwners(tx, 'asked', { next, before, effectiveAt, needsSecond }, { workspace, members, now: it.now })
  return 'waiting'
}

/** A second person's yes: of another who may manage, and who was here before it was asked for. */
export async function agreeBankChange(tx: Tx, id: string, member: Member, now: Moment): Promise<void> {
  const it = await waitingOne(tx, id)
  if (it.askedId === member.id)
    throw problem('bank_change.own', 'You asked for this yourself.', 'Let another owner or manager agree.')
  // A seat made for the purpose is no second person.
  if (member.addedAt >= it.askedAt)
    throw problem(
      'bank_change.newcomer',
      'You came after this was asked for.',
      'Let somebody agree who was here before.',
    )
  if (it.agreedAt !== null) throw problem('bank_change.done', 'Somebody has agreed already.', 'Nothing to do.')
  await agreeToBankChange(tx, it, now)
}

export async function withdrawBankChange(tx: Tx, id: string, now: Moment): Promise<void> {
  const it = await waitingOne(tx, id)
  await endBankChange(tx, it, 'withdrawn', now)
  await tellOwners(tx, 'withdrawn', it, { workspace: await readWorkspace(tx), members: await listMembers(tx), now })
}

/** Lets a change whose time has come take effect. @returns whether one did */
export async function takeBankChange(db: Db, workspaceId: string, actor: string, now: Moment): Promise<boolean> {
  return inWorkspace(db, workspaceId, actor, async (tx) => {
    const it = await waitingBankChange(tx)
    if (!it || it.effectiveAt > now || (it.needsSecond && it.agreedAt === null)) return false
    await changeSettings(tx, it.next)
    await endBankChange(tx, it, 'done', now)
    await tellOwners(
      tx,
      'done',
      { ...it, by: it.askedBy },
      { workspace: await readWorkspace(tx), members: await listMembers(tx), now },
    )
    return true
  })
}

async function waitingOne(tx: Tx, id: string): Promise<BankChange> {
  const it = await waitingBankChange(tx)
  if (it?.id !== id)
    throw problem('bank_change.ended', 'This change does not wait any more.', 'Look at the bank details again.')
  return it
}

async function tellOwners(
  tx: Tx,
  what: 'asked' | 'withdrawn' | 'done',
  it: Pick<BankChange, 'next' | 'before' | 'effectiveAt' | 'needsSecond'> & { readonly by?: string },
  at: { readonly workspace: Workspace; readonly members: readonly Member[]; readonly now: Moment },
): Promise<void> {
  for (const owner of at.members.filter((one) => one.role === 'owner')) {
    const words = bankChangeWords(what, { ...it, by: it.by ?? tx.actor }, at.workspace, owner.language)
    await addHouseMail(tx, { to: [owner.email], ...words, at: at.now })
  }
}
