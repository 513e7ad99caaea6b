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

/** Up to which sum a member may decide for others, in minor units of the workspace's currency. */
export interface Approves {
  readonly writeOffMinor?: number
  readonly settlementMinor?: number
  readonly waiverMinor?: number
  readonly policies?: boolean
}

/**
 * Whether somebody may write this off alone. A limit is in the workspace's currency, so a claim in another is over any limit; who has
 * none, and a program with a key, is not limited.
 */
export function mayWriteOff(
  approves: Approves | null | undefined,
  amount: { readonly minor: number; readonly currency: string },
  currency: string,
): boolean {
  const limit = approves?.writeOffMinor
  return limit === undefined || (amount.currency === currency && amount.minor <= limit)
}

export function may(role: Role, right: Right): boolean {
  return rights[role].includes(right)
}

/** The least role with a right: what a refusal names. */
export function leastRole(right: Right): Role {
  return [...roles].reverse().find((role) => may(role, right))!
}
