// What the people of a workspace may do. Four roles, each with all that the one below it may; a right to approve above a limit
// stands beside the role, because who signs is not always who manages.

export const roles = ['owner', 'manager', 'collector', 'viewer'] as const
export type Role = (typeof roles)[number]

/** What an operation asks of who calls it: reading, the daily work, how the work is done, or the house itself. */
export type Right = 'read' | 'work' | 'manage' | 'own'

const rights: Readonly<Record<Role, readonly Right[]>> = {
  viewer: ['read'],
  collector: ['read', 'work'],
  manager: ['read', 'work', 'manage'],
  owner: ['read', 'work', 'manage', 'own'],
}

/** What a member decides alone, and what of others they may say yes to: sums in minor units of the workspace's currency. */
export interface Approves {
  readonly writeOffMinor?: number
  /** What is let go so that the rest is paid: offers, and money taken as settling all. */
  readonly settlementMinor?: number
  readonly waiverMinor?: number
  /** Their changes of policies need a second person. */
  readonly policies?: boolean
  /** Whether they may be the second person; left out, owners are. */
  readonly approver?: boolean
  /** Up to which sum they say yes to what others ask; left out, to any. */
  readonly approverMinor?: number
}

/** What a limit is of. */
export const limited = ['writeOff', 'settlement', 'waiver', 'policies'] as const
export type Limited = (typeof limited)[number]

/** A sum that somebody would let go of; a change of a policy has none. */
export interface LimitedSum {
  readonly minor: number
  readonly currency: string
}

/**
 * Whether somebody may do this alone. A limit is in the workspace's currency, so a claim in another is over any limit; who has none,
 * and a program with a key, is not limited.
 */
export function mayAlone(
  approves: Approves | null | undefined,
  what: Limited,
  sum: LimitedSum | undefined,
  currency: string,
): boolean {
  if (what === 'policies') return approves?.policies !== true
  return within(approves?.[`${what}Minor`], sum, currency)
}

/** Whether somebody may say yes to what another asks for. Two people are asked then, so their own limits do not count. */
export function mayApprove(
  it: { readonly role: Role; readonly approves: Approves | null },
  what: Limited,
  sum: LimitedSum | undefined,
  currency: string,
): boolean {
  if (!isApprover(it) || !may(it.role, what === 'policies' ? 'manage' : 'work')) return false
  return what === 'policies' || within(it.approves?.approverMinor, sum, currency)
}

/** Whether they may be a second person at all. */
export function isApprover({ role, approves }: { readonly role: Role; readonly approves: Approves | null }): boolean {
  return may(role, 'work') && (approves?.approver ?? role === 'owner')
}

function within(limit: number | undefined, sum: LimitedSum | undefined, currency: string): boolean {
  return limit === undefined || (sum !== undefined && sum.currency === currency && sum.minor <= limit)
}

export function may(role: Role, right: Right): boolean {
  return rights[role].includes(right)
}

/** The least role with a right: what a refusal names. */
export function leastRole(right: Right): Role {
  return [...roles].reverse().find((role) => may(role, right))!
}
