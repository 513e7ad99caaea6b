import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { startOauth } from '../../test/peers/oauth.ts'
import { startXoauth } from '../../test/peers/xoauth.ts'
import { openDb } from '../store/db.ts'
import { program } from './program.ts'

const user = 'accounts@nordwind.example'
const peer = await startOauth('hush')
const box = await startXoauth((who, token) => who === user && peer.good.has(token))
afterAll(() => Promise.all([peer.stop(), box.stop()]))
const at = await freshDatabase('2026-03-02')
await nordwind(at)
const clock = { ...at.clock, set: () => undefined }

/** Runs a command as a person types it; `onText` sees what is printed as it is printed. */
async function run(words: readonly string[], onText: (text: string) => void = () => undefined): Promise<string> {
  let printed = ''
  const it = program({
    clock,
    actor: 'test',
    dataDir: at.dataDir,
    env: { DUNWELL_CLIENT_SECRET: 'hush' },
    version: '0',
    write: (text) => {
      printed += text
      onText(text)
    },
    openDatabase: (dataDir) => openDb({ dataDir, url: at.url, source: clock }),
  })
  await it.parseAsync(['node', 'dunwell', ...words])
  return printed
}

const imap = ['imap.host=127.0.0.1', `imap.port=${box.port}`, 'imap.security=none', `imap.user=${user}`]
const client = ['--user', user, '--client-id', 'dunwell-test', '--at', peer.url]

test('signed in with a code, seen, read with, refused, signed in again without saying it twice, signed out', async () => {
  expect(await run(['mail', 'sign-in', '--status'])).toContain('Nobody is signed in.')
  await run(['settings', 'set', ...imap])
  await expect(run(['inbox', 'fetch'])).rejects.toThrow('mail sign-in')
  await expect(run(['mail', 'sign-in', 'microsoft', '--at', peer.url])).rejects.toThrow('Which mailbox?')

  const said = await run(['mail', 'sign-in', 'microsoft', ...client])
  expect(said).toContain(`Open ${peer.url}/activate on any device and type:  ABCD-1234`)
  expect(said).toContain(`Signed in to Microsoft 365 as ${user}`)
  expect(await run(['inbox', 'fetch'])).toContain('Nothing new came in.')
  expect(box.tried).toEqual([`${user} taken`])
  const status = await run(['mail', 'sign-in', '--status', '--json'])
  expect(JSON.parse(status)).toMatchObject({ signedIn: { account: user, refused: null } })
  expect(status).not.toMatch(/access-|refresh-|hush/)

  peer.revoke()
  await expect(run(['inbox', 'fetch'])).rejects.toThrow('Sign in again: ./dunwell mail sign-in microsoft')
  expect(await run(['mail', 'sign-in', '--status'])).toContain('Refused since 2026-03-02 09:00')
  expect(await run(['status'])).toMatch(/Mail sign-in +refused: .*Sign in again/)
  await run(['mail', 'sign-in', 'microsoft'])
  expect(await run(['mail', 'sign-in', '--status'])).toContain('good until 2026-03-02 10:00')
  expect(await run(['mail', 'sign-out'])).toContain('forgotten')
  expect(await run(['mail', 'sign-out'])).toContain('Nobody was signed in.')
})

test('signed in with the browser of this machine', async () => {
  let visit: Promise<unknown> | undefined
  const said = await run(['mail', 'sign-in', 'google', ...client], (text) => {
    const url = /^http\S+$/m.exec(text)?.[0]
    if (url)
      visit ??= fetch(url, { redirect: 'manual' }).then((it) =>
        fetch(it.headers.get('location')!).then((page) => page.text()),
      )
  })
  expect(await visit).toBe('You are signed in. You can close this window.\n')
  expect(said).toContain(`Signed in to Google as ${user}`)
})
