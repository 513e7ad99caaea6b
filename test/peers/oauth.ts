// A small sign-in server on loopback that keeps the rules: codes that work once, PKCE, codes for another device, refresh tokens
// that are replaced with each use. A test may put any other answer in the place of its next one.

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface OauthPeer {
  readonly url: string
  readonly clientId: string
  readonly clientSecret?: string
  /** Access tokens that a mailbox should take. */
  readonly good: Set<string>
  /** Grants asked for, in order, with what was answered. */
  readonly asked: string[]
  expiresIn: number
  scope?: string
  /** Whether a refresh token is given out at all, and whether it is replaced with each use. */
  refresh: 'rotating' | 'kept' | 'none'
  /** Whether whoever is asked says yes; `wait` until it is set. */
  consent: 'yes' | 'no' | 'wait' | 'late'
  /** Answers the next request to the token endpoint instead. */
  next?: (response: ServerResponse) => void
  /** The administrator takes all away. */
  revoke(): void
  stop(): Promise<void>
}

export async function startOauth(clientSecret?: string): Promise<OauthPeer> {
  const codes = new Map<string, URLSearchParams>()
  const devices = new Set<string>()
  const refreshTokens = new Set<string>()
  let made = 0

  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, peer.url)
    const form = new URLSearchParams(request.method === 'POST' ? await bodyOf(request) : '')
    if (url.pathname === '/authorize') return authorize(url.searchParams, response)
    if (url.pathname === '/device') {
      const code = `device-${++made}`
      devices.add(code)
      const at = `${peer.url}/activate`
      return json(response, 200, {
        device_code: code,
        user_code: 'ABCD-1234',
        verification_uri: at,
        expires_in: 600,
        interval: 0.05,
      })
    }
    if (url.pathname !== '/token') return json(response, 404, {})
    if (peer.next) {
      const answer = peer.next
      peer.next = undefined
      peer.asked.push(`${form.get('grant_type')}: another answer`)
      return answer(response)
    }
    const error = token(form)
    peer.asked.push(`${form.get('grant_type')!.split(':').at(-1)}: ${error ?? 'given'}`)
    if (error) return json(response, 400, { error, error_description: 'as it should be' })
    const access = `access-${++made}`
    peer.good.add(access)
    const refresh =
      peer.refresh === 'none' || (peer.refresh === 'kept' && form.has('refresh_token')) ? undefined : `refresh-${made}`
    if (refresh) refreshTokens.add(refresh)
    json(response, 200, {
      access_token: access,
      token_type: 'Bearer',
      expires_in: peer.expiresIn,
      ...(refresh && { refresh_token: refresh }),
      ...(peer.scope !== undefined && { scope: peer.scope }),
    })
  })

  function authorize(asked: URLSearchParams, response: ServerResponse): unknown {
    const home = new URL(asked.get('redirect_uri') ?? 'http://nowhere.invalid')
    const right =
      asked.get('client_id') === peer.clientId &&
      asked.get('response_type') === 'code' &&
      asked.get('code_challenge_method') === 'S256' &&
      /^(localhost|127\.0\.0\.1)$/.test(home.hostname) &&
      home.pathname === '/dunwell'
    if (!right) return json(response, 400, { error: 'invalid_request' })
    home.searchParams.set('state', asked.get('state') ?? '')
    if (peer.consent === 'no') home.searchParams.set('error', 'access_denied')
    else {
      const code = `code-${++made}`
      codes.set(code, asked)
      home.searchParams.set('code', code)
    }
    return response.writeHead(302, { location: home.href }).end()
  }

  /** What is wrong with a request for tokens. */
  function token(form: URLSearchParams): string | undefined {
    if (form.get('client_id') !== peer.clientId) return 'invalid_client'
    if (peer.clientSecret !== undefined && form.get('client_secret') !== peer.clientSecret) return 'invalid_client'
    const grant = form.get('grant_type')
    if (grant === 'refresh_token') {
      const old = form.get('refresh_token') ?? ''
      if (!refreshTokens.has(old)) return 'invalid_grant'
      if (peer.refresh === 'rotating') refreshTokens.delete(old)
      return undefined
    }
    if (grant === 'authorization_code') {
      const asked = codes.get(form.get('code') ?? '')
      codes.delete(form.get('code') ?? '')
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      const right = asked?.get('code_challenge') === challenge && asked.get('redirect_uri') === form.get('redirect_uri')
      return right ? undefined : 'invalid_grant'
    }
    if (grant !== 'urn:ietf:params:oauth:grant-type:device_code') return 'unsupported_grant_type'
    if (!devices.has(form.get('device_code') ?? '')) return 'invalid_grant'
    if (peer.consent === 'wait') return 'authorization_pending'
    if (peer.consent === 'no') return 'access_denied'
    if (peer.consent === 'late') return 'expired_token'
    devices.delete(form.get('device_code')!)
    return undefined
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const peer: OauthPeer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clientId: 'dunwell-test',
    clientSecret,
    good: new Set(),
    asked: [],
    expiresIn: 3600,
    refresh: 'rotating',
    consent: 'yes',
    revoke() {
      refreshTokens.clear()
      peer.good.clear()
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return peer
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request) text += part
  return text
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
