import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { camtOf } from '../../test/match/camt.ts'
import { terminal } from '../../test/terminal.ts'
import { day } from '../core/day.ts'
import { paymentReference } from '../core/iban.ts'

const { run, folder } = await terminal('2026-03-02', { country: 'DE', currency: 'EUR' })
const ours = 'DE02120300000000202051'
let files = 0
let ids = 0

interface Told {
  readonly amount: number
  readonly name?: string
  readonly text?: string
  readonly account?: string
  readonly structured?: string[]
  readonly on?: string
}

/** Takes a statement with these lines in. @returns what was printed */
async function bank(...lines: Told[]): Promise<string> {
  const path = join(folder, `bank-${++files}.xml`)
  const told = lines.map(({ amount, text = '', on = '2026-03-02', ...it }) => {
    const made = { id: ++ids, day: day(on), amountMinor: amount, text, noises: [] }
    return { ...made, ...it }
  })
  writeFileSync(path, camtOf(told, { account: ours, openingMinor: 0 }, '2026-03-02'))
  return run('import', 'bank', path)
}

interface Shown {
  readonly id: string
  readonly short: string
  readonly state: string
  readonly because: string
  readonly amountMinor: number
  readonly proposals: { says: string; chips: string[] }[]
  readonly parts: { no: number; amountMinor: number; payment: string }[]
  readonly held: { no: number }[]
}

async function waiting(...words: string[]): Promise<Shown[]> {
  return JSON.parse(await run('match', 'list', '--json', ...words))
}

test('claims come in', async () => {
  const path = join(folder, 'claims.csv')
  writeFileSync(
    path,
    [
      'Customer no;Customer;Email;Country;Kind;Invoice number;Invoice date;Due date;Amount;Currency',
      'K1;Meyer Metallbau GmbH;a@meyer.example;DE;business;RE-2026-00101;2026-01-10;2026-01-24;119.00;EUR',
      'K1;Meyer Metallbau GmbH;a@meyer.example;DE;business;RE-2026-00102;2026-02-10;2026-02-24;238.00;EUR',
      'K2;Otto Brandt;o@brandt.example;DE;consumer;RE-2026-00103;2026-01-12;2026-01-26;79.00;EUR',
      'K3;Seidel Logistik KG;x@seidel.example;DE;business;RE-2026-00104;2026-01-15;2026-01-29;500.00;EUR',
      'K3;Seidel Logistik KG;x@seidel.example;DE;business;RE-2026-00105;2026-02-15;2026-03-01;700.00;EUR',
      'K4;Anna Koch;y@koch.example;DE;consumer;RE-2026-00106;2026-01-15;2026-01-29;49.00;EUR',
      'K5;Anna Koch;z@koch.example;DE;consumer;RE-2026-00107;2026-01-15;2026-01-29;49.00;EUR',
    ].join('\n'),
  )
  expect(await run('import', 'claims', path, '--customers', 'both')).toMatch(/7 (new )?claims/)
  expect(await run('match', 'list')).toContain('No payment waits for you.')
})

test('number and sum book themselves, twins wait with both held, and what is nobody’s is left alone', async () => {
  const said = await bank(
    { amount: 11_900, name: 'MEYER METALLBAU GMBH', text: 'RG 2026 00101', account: 'DE75512108001245126199' },
    { amount: 4_900, name: 'Anna Koch', text: 'Rechnung' },
    { amount: 312, name: 'Hausbank', text: 'Habenzinsen' },
    { amount: 500_000, name: 'Nordwind', text: 'Umbuchung', account: ours },
  )
  expect(said).toContain(
    'Of the money that came in: 1 booked, 0 wait for one keystroke, 2 unapplied, 1 transfer between your own accounts.',
  )
  expect(said).toContain('Next:  ./dunwell match list')
  const [twins, interest] = await waiting()
  expect(twins).toMatchObject({ state: 'unapplied', held: [{}, {}] })
  expect(twins!.because).toContain('about as well')
  expect(interest).toMatchObject({ state: 'unapplied', proposals: [], held: [] })
  const [booked] = await waiting('--booked')
  expect(booked!.parts).toMatchObject([{ amountMinor: 11_900 }])
  expect(booked!.proposals[0]!.chips).toEqual(expect.arrayContaining(['number RE-2026-00101', 'the payer’s name']))
  expect(await run('match', 'list')).toMatch(
    /49\.00 EUR {2}Anna Koch[\s\S]*\[the payer’s name\] \[exact sum of one open claim\]/,
  )
  expect(await run('status')).toMatch(/Payments +2 wait for you/)
})

test('a line is settled once, and undone: postings are corrected and the hold returns', async () => {
  const [twins, interest] = await waiting()
  expect(await run('match', 'accept', twins!.short, '--proposal', '2')).toContain('Booked: 49.00 EUR')
  await expect(run('match', 'accept', twins!.short)).rejects.toThrow('is booked already')
  await expect(run('match', 'accept', interest!.short)).rejects.toThrow('Nothing is proposed')
  expect((await waiting()).map((it) => it.id)).toEqual([interest!.id])
  expect(await run('match', 'undo', twins!.short)).toMatch(/Not chased until it is settled: .*Anna Koch/)
  const again = (await waiting()).find((it) => it.id === twins!.id)!
  expect(again.held).toHaveLength(2)
  // What a person took back is not booked by itself again, whatever comes in.
  await run('match', 'run')
  expect((await waiting()).map((it) => it.id)).toContain(twins!.id)
  expect(await run('match', 'ignore', interest!.short, '--because', 'interest')).toContain('Put aside')
  await expect(run('match', 'split', twins!.short, '--to', 'RE-2026-00106=40.00')).rejects.toThrow(
    'The parts make 40.00 EUR and the line is 49.00 EUR',
  )
  await run('match', 'split', twins!.short, '--to', 'RE-2026-00106=40.00', '--to', 'K5=9.00')
  expect(await run('match', 'list')).toContain('No payment waits for you.')
  expect(await run('verify')).toContain('all balances and chains hold')
})

test('of who is confirmed the account is known again, and forgotten when that is undone', async () => {
  const account = 'DE89370400440532013000'
  await bank({ amount: 20_000, name: 'G. Paulsen', text: 'danke', account })
  const [unknown] = await waiting()
  expect(unknown).toMatchObject({ state: 'unapplied', proposals: [] })
  await run('match', 'split', unknown!.short, '--to', 'K3=200.00')
  await bank({ amount: 30_000, name: 'G. Paulsen', text: 'Rest', account })
  const known = (await waiting('--booked')).find((it) => it.amountMinor === 30_000)!
  expect(known.proposals[0]!.chips).toEqual(
    expect.arrayContaining(['paid from this account before', 'exact sum of one open claim']),
  )
  await run('match', 'undo', unknown!.short)
  await bank({ amount: 70_000, name: 'G. Paulsen', text: 'Mehr', account })
  const last = (await waiting()).find((it) => it.amountMinor === 70_000)!
  expect(last.proposals.flatMap((it) => it.chips)).not.toContain('paid from this account before')
})

test('the same money twice in a file books once; our own reference is enough with a sum that fits', async () => {
  const customer = JSON.parse(await run('show', 'Otto Brandt', '--json'))
  const reference = paymentReference(customer.no ?? customer.debtor.no).replace(/ /g, '')
  await bank(
    { amount: 7_900, name: 'B. Fremd', structured: [reference], on: '2026-03-01' },
    { amount: 7_900, name: 'B. Fremd', structured: [reference] },
  )
  const mine = (await waiting('--booked')).filter((it) => it.amountMinor === 7_900)
  expect(mine).toHaveLength(1)
  const second = (await waiting()).find((it) => it.amountMinor === 7_900)!
  expect(second.proposals[0]!.chips).toContain('our payment reference')
  expect(second.held).toHaveLength(1)
})

test('a claim that is held for a payment is not chased, by the run and at release', async () => {
  await bank({ amount: 12_345, name: 'Meyer Metallbau GmbH', text: 'Zahlung' })
  const line = (await waiting()).find((it) => it.amountMinor === 12_345)!
  const explain = await run('explain', 'K1')
  expect(explain).toContain('unapplied payment')
  await run('match', 'ignore', line.short, '--because', 'a test')
  expect(await run('explain', 'K1')).not.toContain('unapplied payment')
})

test('taking the file back lifts what waits, and refuses where something is booked', async () => {
  for (const it of await waiting()) await run('match', 'ignore', it.short, '--because', 'a test')
  await bank({ amount: 98_765, name: 'Seidel Logistik KG', text: 'Zahlung' })
  expect((await waiting()).some((it) => it.amountMinor === 98_765)).toBe(true)
  const list = JSON.parse(await run('import', 'list', '--json')) as { id: string; fileName: string }[]
  const idOf = (name: string) => list.find((it) => it.fileName === name)!.id
  await run('import', 'undo', idOf(`bank-${files}.xml`))
  expect((await waiting()).some((it) => it.amountMinor === 98_765)).toBe(false)
  expect(await run('explain', 'K3')).not.toContain('unapplied payment')
  await expect(run('import', 'undo', idOf('bank-1.xml'))).rejects.toThrow('matched to customers')
})
