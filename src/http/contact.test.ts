import { expect, test } from 'vitest'
import { terminal } from '../../test/terminal.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { api } from './app.ts'

const { at, workspace } = await terminal('2026-03-02', { country: 'DE', currency: 'EUR' })
const secret = await inWorkspace(at.db, workspace, 'test', async (tx) => (await addKey(tx, 'desk', true)).secret)
const app = api({ db: at.db, dataDir: at.dataDir, version: 'test' })

async function call(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const all = { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...headers }
  const answer = await app.request(path, { method, headers: all, ...(body ? { body: JSON.stringify(body) } : {}) })
  // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects of the answer
  return { status: answer.status, json: (await answer.json()) as any }
}

async function owes(name: string, amountMinor: number, currency = 'EUR', dueOn = '2026-02-01') {
  const debtor = { name, country: 'DE', kind: 'business', email: `a@${name.toLowerCase()}.example` }
  const number = `${name}-${amountMinor}-${currency}`
  const made = await call('POST', '/v1/claims', { debtor, number, amount: { amountMinor, currency }, dueOn })
  expect(made.status).toBe(201)
  return made.json.debtor as string
}

test('customers stand with what they owe, and in the order of it, each once, page by page', async () => {
  await owes('Ahorn', 50_000)
  await owes('Buche', 90_000, 'EUR', '2026-06-01')
  await owes('Eiche', 70_000)
  await owes('Eiche', 1_000, 'USD')
  await call('POST', '/v1/debtors', { name: 'Linde', country: 'DE', kind: 'business' })
  const page = async (query: string) => (await call('GET', `/v1/debtors?${query}`)).json
  const names = (it: { items: { name: string }[] }) => it.items.map((one) => one.name)
  expect(names(await page('order=open&down=true'))).toEqual(['Buche', 'Eiche', 'Ahorn'])
  const first = await page('order=overdue&down=true&limit=2')
  expect(first.items.map((it: { name: string; owed: unknown }) => [it.name, it.owed])).toEqual([
    [
      'Eiche',
      [
        { currency: 'EUR', openMinor: 70_000, overdueMinor: 70_000 },
        { currency: 'USD', openMinor: 1_000, overdueMinor: 1_000 },
      ],
    ],
    ['Ahorn', [{ currency: 'EUR', openMinor: 50_000, overdueMinor: 50_000 }]],
  ])
  expect(names(await page(`order=overdue&down=true&limit=2&cursor=${first.next}`))).toEqual(['Buche'])
  expect(names(await page('order=overdue&words=eich'))).toEqual(['Eiche'])
  expect((await page('order=no')).items.at(-1)).toMatchObject({ name: 'Linde', owed: [] })
  expect((await call('GET', `/v1/debtors?order=open&cursor=${first.next}`)).status).toBe(400)
})

test('a contact is added, changed and ended; what they ask for stands in the way, and nobody writes over another', async () => {
  const debtor = await owes('Weide', 10_000)
  const contacts = async () => (await call('GET', `/v1/debtors/${debtor}/overview`)).json.contacts
  const wrong = { name: 'Ida Kern', addresses: [{ channel: 'phone', address: 'later' }] }
  const refused = await call('POST', `/v1/debtors/${debtor}/contacts`, wrong)
  expect(refused).toMatchObject({ status: 422, json: { code: 'address.phone', column: 'addresses.0.address' } })
  const body = {
    name: 'Ida Kern',
    roles: ['buyer'],
    addresses: [
      { channel: 'email', address: 'ida@weide.example', wish: 'agreed', source: 'her mail of today' },
      { channel: 'phone', address: '030 901820' },
    ],
  }
  const made = await call('POST', `/v1/debtors/${debtor}/contacts`, body)
  expect(made.status).toBe(201)
  const [, ida] = await contacts()
  expect(ida).toMatchObject({
    ...{ id: made.json.id, name: 'Ida Kern', roles: ['buyer'] },
    addresses: [
      { address: 'ida@weide.example', wish: { wish: 'agreed', on: '2026-03-02', source: 'her mail of today' } },
      { address: '+4930901820', wish: null },
    ],
  })
  const phone = {
    id: ida.addresses.find((it: { channel: string }) => it.channel === 'phone').id,
    channel: 'phone',
    address: '+4930901820',
    wish: 'not_here',
  }
  const email = { channel: 'email', address: 'kern@weide.example' }
  const path = `/v1/contacts/${ida.id}`
  const patch = { site: 'Berlin', addresses: [email, phone] }
  expect((await call('PATCH', path, patch, { 'if-match': '"1"' })).status).toBe(412)
  const done = await call('PATCH', path, patch, { 'if-match': `"${made.json.version}"` })
  expect(done).toMatchObject({ status: 200, json: { version: made.json.version + 1 } })
  const [, after] = await contacts()
  expect(after).toMatchObject({ name: 'Ida Kern', site: 'Berlin', roles: ['buyer'] })
  expect(
    after.addresses
      .toSorted((a: { address: string }, b: { address: string }) => (a.address < b.address ? -1 : 1))
      .map((it: { address: string; wish: { wish: string } | null }) => [it.address, it.wish?.wish]),
  ).toEqual([
    ['+4930901820', 'not_here'],
    ['kern@weide.example', undefined],
  ])
  const story = await call('GET', `/v1/cases/${debtor}`)
  const seen = story.json.contacts.flatMap(
    (it: { addresses: { address: string; may: { may: boolean } }[] }) => it.addresses,
  )
  expect(seen.map((it: { address: string }) => it.address)).not.toContain('ida@weide.example')
  expect(seen.find((it: { address: string }) => it.address === '+4930901820').may).toMatchObject({ may: false })
  const back = [
    { ...phone, wish: null },
    { ...email, id: after.addresses.find((it: { channel: string }) => it.channel === 'email').id },
  ]
  await call('PATCH', path, { addresses: back }, { 'if-match': '*' })
  expect((await contacts())[1].addresses.map((it: { wish: unknown }) => it.wish)).toEqual([null, null])
  expect((await call('POST', `${path}/end`, {})).status).toBe(200)
  expect((await contacts()).map((it: { name: string | null }) => it.name)).toEqual([null])
  expect((await call('POST', `${path}/end`, {})).json.code).toBe('contact.unknown')
})
