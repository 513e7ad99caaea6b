// Who somebody is: passwords, second factors, passkeys and sessions, by better-auth, in a schema of its own. What a person may do in a
// workspace is not known here (store/member.ts). Nothing is sent from here and nothing is asked of anybody outside.

import { passkey } from '@better-auth/passkey'
import { type Auth, betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { magicLink, twoFactor } from 'better-auth/plugins'
import { uuid7 } from '../core/id.ts'
import { Problem } from '../core/problem.ts'
import type { Db } from '../store/db.ts'
import { identitySecret } from '../store/identity.ts'
import { foldedEmail } from '../store/member.ts'
import { checkPassword, passwordMax, passwordMin } from './password.ts'

export interface Person {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly twoFactor: boolean
  /** The session by which this request came. */
  readonly sessionId: string
}

export interface Identities {
  /** Answers what better-auth answers, under `/auth`. */
  handle(request: Request): Promise<Response>
  /** Whose request this is. */
  personOf(headers: Headers): Promise<Person | undefined>
  /** Somebody new, or a new password for somebody known. A Problem for a weak one. */
  enrol(it: { readonly email: string; readonly name: string; readonly password?: string }): Promise<void>
  /** A token that signs this person in once; whoever has it is them. */
  wayIn(email: string): Promise<string>
}

export const identityPath = '/auth'
/** Set by the server from the connection; whatever a request brought under this name is taken away first. */
export const addressHeader = 'x-dunwell-address'
const wayInSeconds = 24 * 3600
const sessionSeconds = 14 * 86_400

/** One for each origin, because cookies and passkeys belong to one. */
export async function identities(db: Db, origin: string): Promise<Identities> {
  const secret = await identitySecret(db)
  // Tokens asked for here; one that is asked for over the network is given to nobody.
  const asked = new Map<string, string>()
  const options = {
    appName: 'Dunwell',
    baseURL: origin,
    basePath: identityPath,
    secret,
    trustedOrigins: [origin],
    database: { db: db.identities, type: 'postgres' as const },
    telemetry: { enabled: false },
    logger: { disabled: true },
    disabledPaths: ['/sign-in/magic-link', '/sign-up/email', '/delete-user', '/change-email'],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordMin,
      maxPasswordLength: passwordMax,
      revokeSessionsOnPasswordReset: true,
      password: { hash: hashed, verify: verifyPassword },
    },
    session: { expiresIn: sessionSeconds, updateAge: 86_400, freshAge: 3600 },
    rateLimit: {
      enabled: true,
      storage: 'database' as const,
      window: 60,
      max: 120,
      customRules: {
        '/sign-in/email': { window: 300, max: 10 },
        '/two-factor/*': { window: 300, max: 10 },
        '/get-session': false as const,
      },
    },
    advanced: {
      cookiePrefix: 'dunwell',
      useSecureCookies: origin.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax' as const, httpOnly: true },
      database: { generateId: () => uuid7(db.source.now(), db.source.random(10)) },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    plugins: [
      twoFactor({ issuer: 'Dunwell' }),
      passkey({ rpName: 'Dunwell', rpID: new URL(origin).hostname, origin }),
      magicLink({
        expiresIn: wayInSeconds,
        storeToken: 'hashed',
        disableSignUp: true,
        rateLimit: { window: 60, max: 20 },
        sendMagicLink: ({ email, token, metadata }) => {
          if (metadata?.ours === true) asked.set(email, token)
        },
      }),
    ],
  }
  const auth = betterAuth(options)
  return {
    handle: (request) => auth.handler(request),
    async personOf(headers) {
      const found = await auth.api.getSession({ headers, query: { disableRefresh: false } })
      if (!found) return undefined
      const { user, session } = found
      const twoFactorOn = (user as { twoFactorEnabled?: boolean | null }).twoFactorEnabled === true
      return { id: user.id, email: user.email, name: user.name, twoFactor: twoFactorOn, sessionId: session.id }
    },
    enrol: (it) => enrol(auth as unknown as Auth, it),
    async wayIn(text) {
      const email = foldedEmail(text)
      await auth.api.signInMagicLink({ body: { email, metadata: { ours: true } }, headers: new Headers() })
      const token = asked.get(email)!
      asked.delete(email)
      return token
    },
  }
}

/** Where a token of `wayIn` is handed in. */
export function wayInUrl(origin: string, token: string): string {
  return `${origin}${identityPath}/magic-link/verify?token=${encodeURIComponent(token)}&callbackURL=%2F`
}

async function hashed(password: string): Promise<string> {
  try {
    checkPassword(password)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new APIError('BAD_REQUEST', { code: error.facts.code, message: `${error.facts.says} ${error.facts.fix}` })
  }
  return hashPassword(password)
}

async function enrol(auth: Auth, it: { email: string; name: string; password?: string }): Promise<void> {
  const email = foldedEmail(it.email)
  if (it.password !== undefined) checkPassword(it.password, [it.name, email])
  const { internalAdapter } = await auth.$context
  const there = await internalAdapter.findUserByEmail(email, { includeAccounts: true })
  const user =
    there?.user ??
    (await internalAdapter.createUser({ email, name: it.name, emailVerified: true }, { method: 'email' }))
  if (it.password === undefined) return
  const password = await hashPassword(it.password)
  if (there?.accounts.some((one) => one.providerId === 'credential'))
    await internalAdapter.updatePassword(user.id, password)
  else await internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password })
}
