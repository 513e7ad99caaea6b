import { randomBytes } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { startOauth } from '../../test/peers/oauth.ts'
import { browserSignIn, deviceSignIn, type ProviderName, renewed, type SignInClient } from './sign-in.ts'

const peer = await startOauth()
const secretive = await startOauth('hush')
afterAll(() => Promise.all([peer.stop(), secretive.stop()]))

const clientOf = (provider: ProviderName, at = peer, more: Partial<SignInClient> = {}): SignInClient => ({
  provider,
  clientId: at.clientId,
  clientSecret: at.clientSecret,
  endpoints: {
    authorize: `${at.url}/authorize`,
    token: `${at.url}/token`,
    ...(provider === 'microsoft' && { device: `${at.url}/device` }),
  },
  ...more,
})

beforeEach(() => {
  Object.assign(peer, { expiresIn: 3600, scope: undefined, refresh: 'rotating', consent: 'yes', next: undefined })
  peer.asked.length = 0
})

/** The browser: what a person's would do with the address they are given. */
type Browser = (url: string) => Promise<unknown>
const follow: Browser = async (url) => {
  const answer = await fetch(url, { redirect: 'manual' })
  return fetch(answer.headers.get('location')!)
}
const withBrowser = (client: SignInClient, browser: Browser, waitMs?: number) => {
  let visit: Promise<unknown> = Promise.resolve()
  const signedIn = browserSignIn(client, {
    random: (bytes) => randomBytes(bytes),
    account: 'ada@nordwind.example',
    waitMs,
    onUrl(url) {
      visit = browser(url)
    },
  })
  return Promise.allSettled([signedIn]).then(async () => {
    await visit
    return signedIn
  })
}

test('a code typed on another device: waited for, then exchanged', async () => {
  peer.consent = 'wait'
  const shown: string[] = []
  const signedIn = deviceSignIn(clientOf('microsoft'), (it) => {
    shown.push(it.code, it.at, String(it.minutes))
    peer.consent = 'yes'
  })
  expect(await signedIn).toMatchObject({ expiresInSeconds: 3600, accessToken: expect.stringMatching(/^access/) })
  expect(shown).toEqual(['ABCD-1234', `${peer.url}/activate`, '10'])
})

test('still pending, it asks again', async () => {
  peer.consent = 'wait'
  const signedIn = deviceSignIn(clientOf('microsoft'), () => undefined)
  while (peer.asked.length < 2) await new Promise((resolve) => setImmediate(resolve))
  peer.consent = 'yes'
  await signedIn
  expect(peer.asked.slice(0, 2)).toEqual(Array(2).fill('device_code: authorization_pending'))
})

test.each(['microsoft', 'google'] as const)('%s: with the browser of this machine, and PKCE', async (provider) => {
  const said = await withBrowser(clientOf(provider), follow)
  expect(said.refreshToken).toMatch(/^refresh/)
  expect(peer.asked).toEqual(['authorization_code: given'])
})

test('a client with a secret proves it, and the secret is never said', async () => {
  await withBrowser(clientOf('google', secretive), follow)
  const wrong = withBrowser(clientOf('google', secretive, { clientSecret: 'not-hush' }), follow)
  await expect(wrong).rejects.toMatchObject({ facts: { code: 'sign_in.client' } })
  await expect(wrong).rejects.not.toThrow(/not-hush/)
})

test('an answer that is not to our question is refused, and the waiting goes on', async () => {
  const statuses: number[] = []
  const signedIn = await withBrowser(clientOf('google'), async (url) => {
    const home = new URL(url).searchParams.get('redirect_uri')!
    const { origin } = new URL(home)
    for (const at of [
      `${home}?code=x&state=wrong`,
      `${home}?code=x`,
      `${origin}/other`,
      `${origin}//evil.example/dunwell`,
    ])
      statuses.push((await fetch(at)).status)
    statuses.push((await fetch(home, { method: 'POST' })).status)
    await follow(url)
  })
  expect(statuses).toEqual([400, 400, 404, 404, 404])
  expect(signedIn.accessToken).toMatch(/^access/)
})

test('a code that was used before is refused', async () => {
  let used = ''
  await withBrowser(clientOf('google'), async (url) => {
    const answer = await fetch(url, { redirect: 'manual' })
    used = new URL(answer.headers.get('location')!).searchParams.get('code')!
    await fetch(answer.headers.get('location')!)
  })
  const again = withBrowser(clientOf('google'), (url) => {
    const { searchParams } = new URL(url)
    return fetch(`${searchParams.get('redirect_uri')}?code=${used}&state=${searchParams.get('state')}`)
  })
  await expect(again).rejects.toMatchObject({ facts: { code: 'sign_in.refused' } })
})

test('declined, too late, never', async () => {
  peer.consent = 'no'
  await expect(withBrowser(clientOf('google'), follow)).rejects.toMatchObject({ facts: { code: 'sign_in.denied' } })
  const device = () => deviceSignIn(clientOf('microsoft'), () => undefined)
  await expect(device()).rejects.toMatchObject({ facts: { code: 'sign_in.denied' } })
  peer.consent = 'late'
  await expect(device()).rejects.toMatchObject({ facts: { code: 'sign_in.expired' } })
  const never = withBrowser(clientOf('google'), async () => undefined, 50)
  await expect(never).rejects.toMatchObject({ facts: { code: 'sign_in.expired' } })
  await expect(deviceSignIn(clientOf('google'), () => undefined)).rejects.toMatchObject({
    facts: { code: 'sign_in.no_device' },
  })
})

test('less than was asked for is not enough', async () => {
  peer.scope = 'https://outlook.office.com/IMAP.AccessAsUser.All'
  const partly = deviceSignIn(clientOf('microsoft'), () => undefined)
  await expect(partly).rejects.toMatchObject({
    facts: { code: 'sign_in.scope', says: expect.stringContaining('SMTP.Send') },
  })
  peer.scope = undefined
  peer.refresh = 'none'
  await expect(deviceSignIn(clientOf('microsoft'), () => undefined)).rejects.toMatchObject({
    facts: { code: 'sign_in.no_refresh' },
  })
})

test('a refresh token that stays, and one that is replaced', async () => {
  const first = await deviceSignIn(clientOf('microsoft'), () => undefined)
  const second = await renewed(clientOf('microsoft'), first.refreshToken)
  expect(second.refreshToken).not.toBe(first.refreshToken)
  await expect(renewed(clientOf('microsoft'), first.refreshToken)).rejects.toMatchObject({
    facts: { code: 'sign_in.refused', fix: 'Sign in again: ./dunwell mail sign-in microsoft' },
  })
  peer.refresh = 'kept'
  expect((await renewed(clientOf('microsoft'), second.refreshToken)).refreshToken).toBe(second.refreshToken)
})

test.each([
  ['a page of a hotel', 'sign_in.answer', (html: string) => html, 200, 'text/html'],
  ['JSON that is none', 'sign_in.answer', () => '{"access_token": ', 200, 'application/json'],
  ['no token in it', 'sign_in.answer', () => '{}', 200, 'application/json'],
  [
    'a number for a token',
    'sign_in.answer',
    () => '{"access_token": 7, "token_type": "Bearer"}',
    200,
    'application/json',
  ],
  ['an answer without end', 'sign_in.answer', () => `"${'x'.repeat(5_000_000)}"`, 200, 'application/json'],
  ['a broken server', 'sign_in.answer', () => 'oh', 500, 'text/plain'],
  [
    'an error with the secret in it',
    'sign_in.refused',
    () => '{"error": "invalid_grant", "error_description": "refresh-x\\u001b[2J"}',
    400,
    'application/json',
  ],
])('%s', async (_, code, body, status, type) => {
  peer.next = (response) =>
    response.writeHead(status, { 'content-type': type }).end(body('<html>Please pay for Wi-Fi</html>'))
  const failed = renewed(clientOf('microsoft'), 'refresh-x')
  await expect(failed).rejects.toMatchObject({ facts: { code } })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly this must not come through
  await expect(failed).rejects.not.toThrow(/refresh-x|\u001b/)
})

test('a redirect is not followed with our secrets', async () => {
  peer.next = (response) => response.writeHead(307, { location: `${secretive.url}/token` }).end()
  const before = secretive.asked.length
  await expect(renewed(clientOf('microsoft'), 'refresh-x')).rejects.toMatchObject({ facts: { code: 'sign_in.answer' } })
  expect(secretive.asked.length).toBe(before)
})

test('a server that says nothing is not waited for', async () => {
  peer.next = () => undefined
  const client = clientOf('microsoft', peer, { silenceSeconds: 0.3 })
  await expect(renewed(client, 'refresh-x')).rejects.toMatchObject({ facts: { code: 'sign_in.unreachable' } })
})

test('nobody there, and a line that is not encrypted', async () => {
  const nowhere = clientOf('google', peer, {
    endpoints: { authorize: 'http://127.0.0.1:1/authorize', token: 'http://127.0.0.1:1/token' },
  })
  await expect(renewed(nowhere, 'x')).rejects.toMatchObject({ facts: { code: 'sign_in.unreachable' } })
  const open = clientOf('google', peer, {
    endpoints: { authorize: 'http://sign-in.example/authorize', token: 'http://sign-in.example/token' },
  })
  await expect(renewed(open, 'x')).rejects.toMatchObject({ facts: { code: 'sign_in.not_encrypted' } })
})
