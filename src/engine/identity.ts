// Who somebody is: passwords, second factors, passkeys and sessions, by better-auth, in a schema of its own. What a person may do in a
// workspace is not known here (store/member.ts). Nothing is sent from here and nothing is asked of anybody outside.

import { passkey } from '@better-auth/passkey'
import { type Auth, betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { magicLink, twoFactor } from 'better-auth/plugins'
import { uuid7 } from '../core/id.ts'
import { Problem, problem } from '../core/problem.ts'
import type { Db } from '../store/db.ts'
import { countTry, forgetTries, identitySecret } from '../store/identity.ts'
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
  /** Whether who sends these headers shows now that they are this person. Wrong ones are counted like wrong passwords. */
  shows(person: Person, headers: Headers, proof: Proof): Promise<boolean>
  /** A first password for who came by a link. A Problem for a weak one, and where there is one already. */
  begin(person: Person, password: string): Promise<void>
}

/** What a person shows at the moment of something grave. */
export type Proof =
  | { readonly totp: string }
  /** As the browser gives it, for a challenge of /auth/passkey/generate-authenticate-options. */
  | { readonly passkey: Readonly<Record<string, unknown>> }
  | { readonly password: string }

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
    // Sessions are shown without their tokens by the API.
    disabledPaths: ['/sign-in/magic-link', '/sign-up/email', '/delete-user', '/change-email', '/list-sessions'],
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
  const personOf = async (headers: Headers): Promise<Person | undefined> => {
    const found = await auth.api.getSession({ headers, query: { disableRefresh: false } })
    if (!found) return undefined
    const { user, session } = found
    const twoFactorOn = (user as { twoFactorEnabled?: boolean | null }).twoFactorEnabled === true
    return { id: user.id, email: user.email, name: user.name, twoFactor: twoFactorOn, sessionId: session.id }
  }
  return {
    handle: (request) => counted(db, request, personOf, (it) => auth.handler(it)),
    personOf,
    shows: (person, headers, proof) => shows(db, auth as unknown as Auth, person, headers, proof),
    begin: (person, password) => begin(auth as unknown as Auth, person, password),
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

const signInPath = `${identityPath}/sign-in/email`
// Where somebody with a session says their password again.
const againPaths = [
  '/change-password',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/get-totp-uri',
  '/two-factor/generate-backup-codes',
].map((it) => identityPath + it)

/**
 * Lets ten wrong passwords pass for one account and then none for a while. An account that nobody has is counted and answered the same,
 * so that the answer does not tell.
 */
async function counted(
  db: Db,
  request: Request,
  personOf: (headers: Headers) => Promise<Person | undefined>,
  handle: (request: Request) => Promise<Response>,
): Promise<Response> {
  const { pathname } = new URL(request.url)
  const signIn = pathname === signInPath
  if (request.method !== 'POST' || !(signIn || againPaths.includes(pathname))) return handle(request)
  const email = signIn ? emailOf(await request.clone().text()) : (await personOf(request.headers))?.email
  if (email === undefined) return handle(request)
  const subject = passwordOf(email)
  const until = await countTry(db, subject)
  if (until !== undefined) return waits(until - db.source.now())
  const answer = await handle(request)
  if (answer.ok) await forgetTries(db, subject)
  return answer
}

function passwordOf(email: string): string {
  return `password ${foldedEmail(email)}`
}

/** The address in the body of a sign-in, sent as JSON or as a form. */
function emailOf(body: string): string | undefined {
  try {
    const { email } = JSON.parse(body) as { email?: unknown }
    return typeof email === 'string' ? email : undefined
  } catch {
    return new URLSearchParams(body).get('email') ?? undefined
  }
}

function waits(ms: number): Response {
  const minutes = Math.max(1, Math.ceil(ms / 60_000))
  const body = {
    code: 'signin.waits',
    message: `Too many wrong passwords. This account waits ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    fix: 'Try again then; or ask an owner for a link that lets you in.',
  }
  return Response.json(body, { status: 429, headers: { 'Retry-After': String(Math.ceil(ms / 1000)) } })
}

async function shows(db: Db, auth: Auth, person: Person, headers: Headers, proof: Proof): Promise<boolean> {
  const subject = 'totp' in proof ? `totp ${person.id}` : passwordOf(person.email)
  if (!('passkey' in proof)) {
    const until = await countTry(db, subject)
    if (until !== undefined)
      throw problem('proof.waits', 'Too many wrong tries.', 'Wait a quarter of an hour and try again.')
  }
  const right = await shown(auth, person, headers, proof)
  if (right && !('passkey' in proof)) await forgetTries(db, subject)
  return right
}

async function shown(auth: Auth, person: Person, headers: Headers, proof: Proof): Promise<boolean> {
  const context = await auth.$context
  if ('password' in proof) {
    const accounts = await context.internalAdapter.findAccounts(person.id)
    const hash = accounts.find((it) => it.providerId === 'credential')?.password
    return typeof hash === 'string' && verifyPassword({ hash, password: proof.password })
  }
  const api = auth.api as unknown as Record<
    'verifyTOTP' | 'verifyPasskeyAuthentication',
    (it: { body: unknown; headers: Headers }) => Promise<{ session?: { userId: string; token: string } }>
  >
  try {
    if ('totp' in proof) {
      // Only where it is on: verifying is also how it is switched on.
      if (!person.twoFactor) return false
      await api.verifyTOTP({ body: { code: proof.totp.trim() }, headers })
      return true
    }
    const { session } = await api.verifyPasskeyAuthentication({ body: { response: proof.passkey }, headers })
    // It signs in; only that it was this person was asked.
    if (session) await context.internalAdapter.deleteSession(session.token)
    return session?.userId === person.id
  } catch (error) {
    if (error instanceof APIError) return false
    throw error
  }
}

async function begin(auth: Auth, person: Person, password: string): Promise<void> {
  checkPassword(password, [person.name, person.email])
  const { internalAdapter } = await auth.$context
  const accounts = await internalAdapter.findAccounts(person.id)
  if (accounts.some((it) => it.providerId === 'credential'))
    throw problem('password.there', 'You have a password already.', 'Change it with the one you have.')
  const hash = await hashPassword(password)
  await internalAdapter.linkAccount({
    userId: person.id,
    providerId: 'credential',
    accountId: person.id,
    password: hash,
  })
}
