// Signing in to a mailbox with OAuth 2 instead of a password: a code typed on another device, or a browser on this machine that
// is sent back here (PKCE), and the renewal of what either gave. It keeps nothing; who calls it does.

import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as oauth from 'openid-client'
import { Problem, problem, quoted } from '../core/problem.ts'
import { isLoopback } from './smtp.ts'

export const providerNames = ['microsoft', 'google'] as const
export type ProviderName = (typeof providerNames)[number]

export interface Endpoints {
  readonly authorize: string
  readonly token: string
  /** Where a code for another device is asked for; absent where the provider gives none for mail. */
  readonly device?: string
}

interface Provider {
  readonly says: string
  readonly endpoints: (tenant: string) => Endpoints
  /** What is asked for; the second list must have been granted. */
  readonly scope: string
  readonly needed: readonly string[]
  /** How the provider spells this machine in a redirect that needs no port to be registered. */
  readonly loopback: 'localhost' | '127.0.0.1'
  readonly extra: Readonly<Record<string, string>>
  readonly imap: { readonly host: string; readonly port: number; readonly security: 'tls' }
  readonly smtp: { readonly host: string; readonly port: number; readonly security: 'tls' | 'starttls' }
  /** Microsoft and Google keep a copy of what is sent by themselves. */
  readonly keepsSent: boolean
}

const outlook = 'https://outlook.office.com/'

export const providers: Readonly<Record<ProviderName, Provider>> = {
  microsoft: {
    says: 'Microsoft 365',
    endpoints: (tenant) => {
      const base = `https://login.microsoftonline.com/${tenant}/oauth2/v2.0`
      return { authorize: `${base}/authorize`, token: `${base}/token`, device: `${base}/devicecode` }
    },
    scope: `offline_access ${outlook}IMAP.AccessAsUser.All ${outlook}SMTP.Send`,
    needed: [`${outlook}IMAP.AccessAsUser.All`, `${outlook}SMTP.Send`],
    loopback: 'localhost',
    extra: {},
    imap: { host: 'outlook.office365.com', port: 993, security: 'tls' },
    smtp: { host: 'smtp.office365.com', port: 587, security: 'starttls' },
    keepsSent: true,
  },
  google: {
    says: 'Google',
    endpoints: () => ({
      authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
      token: 'https://oauth2.googleapis.com/token',
    }),
    scope: 'https://mail.google.com/',
    needed: ['https://mail.google.com/'],
    loopback: '127.0.0.1',
    // Without these two a second sign-in brings no refresh token.
    extra: { access_type: 'offline', prompt: 'consent' },
    imap: { host: 'imap.gmail.com', port: 993, security: 'tls' },
    smtp: { host: 'smtp.gmail.com', port: 465, security: 'tls' },
    keepsSent: true,
  },
}

export interface SignInClient {
  readonly provider: ProviderName
  readonly clientId: string
  readonly clientSecret?: string
  readonly endpoints: Endpoints
  /** How long the provider may take for one answer. */
  readonly silenceSeconds?: number
}

export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresInSeconds: number
}

const answerBytesMax = 200_000
const redirectPath = '/dunwell'

/** Shows a code to type elsewhere, and waits until somebody has. */
export async function deviceSignIn(
  client: SignInClient,
  onCode: (it: { readonly code: string; readonly at: string; readonly minutes: number }) => void,
): Promise<Tokens> {
  const { says, scope } = providers[client.provider]
  if (client.endpoints.device === undefined)
    throw problem(
      'sign_in.no_device',
      `${says} gives no codes for mailboxes.`,
      'Sign in with the browser of this machine: leave --device out.',
    )
  return reached(client, undefined, async (config) => {
    const asked = await oauth.initiateDeviceAuthorization(config, { scope })
    // What a provider says is shown to a person, who will open it.
    if (!/^https?:\/\/[!-~]+$/.test(asked.verification_uri)) throw new TypeError('no address to open')
    onCode({ code: asked.user_code, at: asked.verification_uri, minutes: Math.floor(asked.expires_in / 60) })
    return tokensOf(client, await oauth.pollDeviceAuthorizationGrant(config, asked))
  })
}

/**
 * Waits on this machine for the browser to come back. Only the answer to our own question counts: what carries another state is
 * refused, and the waiting goes on.
 */
export async function browserSignIn(
  client: SignInClient,
  options: {
    readonly random: (bytes: number) => Uint8Array
    readonly account: string
    readonly onUrl: (url: string) => void
    readonly waitMs?: number
  },
): Promise<Tokens> {
  const { says, scope, extra, loopback } = providers[client.provider]
  const [state, verifier] = [32, 48].map((bytes) => Buffer.from(options.random(bytes)).toString('base64url')) as [
    string,
    string,
  ]
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, loopback, resolve)
  })
  const { port } = server.address() as AddressInfo
  const home = `http://${loopback}:${port}${redirectPath}`
  try {
    return await reached(client, undefined, async (config) => {
      const url = oauth.buildAuthorizationUrl(config, {
        ...extra,
        redirect_uri: home,
        scope,
        state,
        login_hint: options.account,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      const back = answered(server, { home, state, says, waitMs: options.waitMs ?? 600_000 })
      options.onUrl(url.href)
      const { url: current, response } = await back
      try {
        const given = await oauth.authorizationCodeGrant(config, current, {
          pkceCodeVerifier: verifier,
          expectedState: state,
        })
        const tokens = tokensOf(client, given)
        page(response, 200, 'You are signed in. You can close this window.')
        return tokens
      } catch (error) {
        page(response, 400, 'That did not work. The terminal says why.')
        throw error
      }
    })
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** New tokens for the old ones; where the provider keeps the refresh token, so do we. */
export async function renewed(client: SignInClient, refreshToken: string): Promise<Tokens> {
  return reached(client, refreshToken, async (config) =>
    tokensOf(client, await oauth.refreshTokenGrant(config, refreshToken), refreshToken),
  )
}

function answered(
  server: Server,
  it: { home: string; state: string; says: string; waitMs: number },
): Promise<{ url: URL; response: ServerResponse }> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(problem('sign_in.expired', 'Nobody signed in within the time.', 'Start again when you are ready.')),
      it.waitMs,
    )
    server.on('request', (request, response) => {
      const { method, url: target = '' } = request
      if (method !== 'GET' || !/^\/dunwell(\?|$)/.test(target)) return page(response, 404, 'There is nothing here.')
      const url = new URL(new URL(it.home).origin + target)
      // Any page of the web can send a browser here; it cannot know the state.
      if (url.searchParams.getAll('state').join() !== it.state)
        return page(response, 400, 'This is not the answer that is waited for.')
      clearTimeout(late)
      server.removeAllListeners('request')
      server.on('request', (_, later) => page(later, 404, 'There is nothing here.'))
      resolve({ url, response })
    })
  })
}

function page(response: ServerResponse, status: number, says: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(`${says}\n`)
}

function tokensOf({ provider }: SignInClient, given: oauth.TokenEndpointResponse, old?: string): Tokens {
  const { says, needed } = providers[provider]
  const missing =
    given.scope === undefined
      ? []
      : needed.filter((one) => !given.scope!.toLowerCase().split(' ').includes(one.toLowerCase()))
  if (missing.length > 0)
    throw problem(
      'sign_in.scope',
      `${says} did not grant ${missing.join(' and ')}.`,
      'Sign in again and leave every box ticked; the permissions of the app registration are in docs/mail-sign-in.md.',
    )
  const refreshToken = given.refresh_token ?? old
  if (refreshToken === undefined)
    throw problem(
      'sign_in.no_refresh',
      `${says} gave access for an hour only, and no means to renew it.`,
      'Allow offline access in the app registration (docs/mail-sign-in.md) and sign in again.',
    )
  return { accessToken: given.access_token, refreshToken, expiresInSeconds: given.expires_in ?? 3600 }
}

async function reached<T>(
  client: SignInClient,
  secret: string | undefined,
  work: (config: oauth.Configuration) => Promise<T>,
): Promise<T> {
  const { clientId, clientSecret, endpoints } = client
  const all = [endpoints.authorize, endpoints.token, ...(endpoints.device ? [endpoints.device] : [])]
  const local = all.every((it) => URL.canParse(it) && isLoopback(new URL(it).hostname))
  if (!local && all.some((it) => !it.startsWith('https://')))
    throw problem('sign_in.not_encrypted', 'Signing in would travel unencrypted.', 'Give addresses with https.')
  const config = new oauth.Configuration(
    {
      issuer: new URL(endpoints.token).origin,
      authorization_endpoint: endpoints.authorize,
      token_endpoint: endpoints.token,
      ...(endpoints.device && { device_authorization_endpoint: endpoints.device }),
    },
    clientId,
    undefined,
    clientSecret === undefined ? oauth.None() : oauth.ClientSecretPost(clientSecret),
  )
  if (local) oauth.allowInsecureRequests(config)
  config.timeout = client.silenceSeconds ?? 20
  config[oauth.customFetch] = bounded
  try {
    return await work(config)
  } catch (error) {
    if (error instanceof Problem) throw error
    throw trouble(client, error as Trouble, [clientSecret, secret])
  }
}

// An answer of a sign-in is a few kilobytes; who sends more is not the provider.
async function bounded(url: string, options: oauth.CustomFetchOptions): Promise<Response> {
  const answer = await fetch(url, options as RequestInit)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > answerBytesMax) throw new TypeError('the answer has no end')
    parts.push(part)
  }
  return new Response(Buffer.concat(parts), { status: answer.status, headers: answer.headers })
}

type Trouble = Error & { code?: string; error?: string; error_description?: string; cause?: unknown }

function trouble({ provider }: SignInClient, error: Trouble, secrets: readonly (string | undefined)[]): Problem {
  const { says } = providers[provider]
  let text =
    error.error === undefined ? reasonOf(error) : [error.error, error.error_description].filter(Boolean).join(': ')
  for (const secret of secrets) if (secret) text = text.replaceAll(secret, '***')
  const said = quoted(text, 200)
  const again = `Sign in again: ./dunwell mail sign-in ${provider}`
  switch (error.error) {
    case 'invalid_grant':
      return problem('sign_in.refused', `${says} takes this sign-in no more: ${said}.`, again)
    case 'access_denied':
    case 'authorization_declined':
      return problem('sign_in.denied', `The sign-in was declined: ${said}.`, again)
    case 'expired_token':
      return problem('sign_in.expired', 'The code was not used in time.', again)
    case 'invalid_client':
    case 'unauthorized_client':
    case 'invalid_request':
    case 'invalid_scope':
      return problem(
        'sign_in.client',
        `${says} does not accept the app registration: ${said}.`,
        'Compare client id, secret, tenant and permissions with docs/mail-sign-in.md.',
      )
  }
  if (error.error === undefined && (error.code === 'OAUTH_TIMEOUT' || unreachable(error)))
    return problem('sign_in.unreachable', `${says} did not answer: ${said}.`, 'Try again in a few minutes.')
  return problem(
    'sign_in.answer',
    `${says} gave an answer that is none: ${said}.`,
    'Try again in a few minutes; if it stays, check whether something stands between you and the provider.',
  )
}

function unreachable(error: Trouble): boolean {
  for (let it: unknown = error; it instanceof Error; it = it.cause)
    if (it.message === 'fetch failed' || it.name === 'TimeoutError') return true
  return false
}

function reasonOf(error: Trouble): string {
  const cause = error.cause instanceof Error ? error.cause.message : undefined
  return cause && cause !== error.message ? `${error.message} (${cause})` : error.message
}
