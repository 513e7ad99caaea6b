// The token that opens the mailbox: the one that is kept, or a fresh one when it is about to end. Whoever needs it renews it; of
// several at once one does, and the others take what it got.

import { type ProviderName, renewed } from '../channels/sign-in.ts'
import { Problem, problem } from '../core/problem.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import { keepRefusal, keepRenewal, readSignIn, type SignIn } from '../store/sign-in.ts'
import type { Workspace } from '../store/workspace.ts'

// A long letter run or a large mailbox should not outlive its token.
const marginMs = 5 * 60_000

interface Server {
  readonly host: string
  readonly user?: string
  readonly password?: string
  readonly oauthToken?: string
}

/**
 * The settings of a mail server with the token of the sign-in, where they hold no secret of their own and are the server and
 * the account that somebody signed in for. `fresh`: what was kept has just been refused by the mail server.
 */
export async function withSignIn<S extends Server>(
  db: Db,
  workspace: Pick<Workspace, 'id'>,
  settings: S,
  options: { readonly actor: string; readonly fresh?: boolean },
): Promise<S> {
  const { user, password, oauthToken, host } = settings
  if (user === undefined || password !== undefined || oauthToken !== undefined) return settings
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db, workspace.id, options.actor, work)
  const kept = await inside((tx) => readSignIn(tx))
  if (!kept || kept.account.toLowerCase() !== user.toLowerCase()) return settings
  if (!kept.endpoints.hosts.includes(host.toLowerCase()))
    throw problem(
      'sign_in.host',
      `The sign-in of ${kept.account} is not for ${host}.`,
      `It opens ${kept.endpoints.hosts.join(' and ')}: correct the server, or sign in again.`,
    )
  if (!options.fresh && isGood(kept, db.source.now())) return { ...settings, oauthToken: kept.accessToken }
  const got = await inside((tx) => renew(tx, kept))
  if (got instanceof Problem) throw got
  return { ...settings, oauthToken: got }
}

function isGood(it: SignIn, now: number): boolean {
  return it.refusedAt === null && it.expiresAt > now + marginMs
}

/**
 * Under the row's lock, and in its transaction: whatever the provider gave is kept, or nobody else has seen it. A refusal is kept
 * too, and handed back, since a throw would take it back.
 */
async function renew(tx: Tx, seen: SignIn): Promise<string | Problem> {
  const it = await readSignIn(tx, true)
  if (!it) return problem('sign_in.none', 'Nobody is signed in any more.', 'Sign in: ./dunwell mail sign-in microsoft')
  // Another process renewed it while this one waited.
  if (it.accessToken !== seen.accessToken && isGood(it, tx.now)) return it.accessToken
  try {
    const { endpoints, clientId, clientSecret } = it
    const client = {
      provider: it.provider as ProviderName,
      clientId,
      clientSecret: clientSecret ?? undefined,
      endpoints,
    }
    const got = await renewed(client, it.refreshToken)
    await keepRenewal(tx, { ...got, expiresAt: tx.now + got.expiresInSeconds * 1000 })
    return got.accessToken
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { code, says } = error.facts
    if (code === 'sign_in.refused' || code === 'sign_in.client') await keepRefusal(tx, says)
    // The provider is away for a moment, and what we have still opens the door.
    else if (it.refusedAt === null && it.expiresAt > tx.now) return it.accessToken
    return error
  }
}
