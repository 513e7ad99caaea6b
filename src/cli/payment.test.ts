import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { terminal } from '../../test/terminal.ts'

const { run, folder, at } = await terminal('2026-03-13')
const json = async (...words: string[]) => JSON.parse(await run(...words, '--json'))

interface Entry {
  readonly amount: string
  readonly name: string
  readonly code: string
  readonly text?: string
  readonly endToEnd?: string
  readonly charges?: string
}

const balance = (code: string, amount: string) =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-12</Dt></Dt></Bal>`

/** A statement of debits that came back. */
function statement(name: string, entries: readonly Entry[]): string {
  const sum = entries.reduce((total, it) => total + Number(it.amount), 0)
  const told = entries.map(
    (
      it,
      i,
    ) => `<Ntry><Amt Ccy="EUR">${it.amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-12</Dt></BookgDt>
<AcctSvcrRef>${name}-${i}</AcctSvcrRef>${it.charges ? `<Chrgs><Rcrd><Amt Ccy="EUR">${it.charges}</Amt></Rcrd></Chrgs>` : ''}<NtryDtls><TxDtls><Refs><EndToEndId>${it.endToEnd ?? 'NOTPROVIDED'}</EndToEndId></Refs>
<RltdPties><Dbtr><Pty><Nm>${it.name}</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>${it.text ?? ''}</Ustrd></RmtInf><RtrInf><Rsn><Cd>${it.code}</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>`,
  )
  const path = join(folder, `${name}.xml`)
  writeFileSync(
    path,
    `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>${name}</MsgId><CreDtTm>2026-03-13T01:00:00</CreDtTm></GrpHdr><Stmt><Id>${name}</Id><Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>
${balance('OPBD', '9000.00')}${balance('CLBD', (9000 - sum).toFixed(2))}${told.join('')}</Stmt></BkToCstmrStmt></Document>`,
  )
  return path
}

async function claims(): Promise<void> {
  const rows = ['R-1;Meyer GmbH;400.00', 'R-2;Meyer GmbH;300.00', 'R-3;Schulz KG;500.00', 'R-4;Kranz OHG;500.00'].map(
    (row) => {
      const [number, customer, amount] = row.split(';')
      return `${number},${customer},DE,business,a@example.test,${amount},EUR,2026-01-10,2026-02-09`
    },
  )
  const path = join(folder, 'claims.csv')
  writeFileSync(path, ['number,customer,country,kind,email,amount,currency,issued,due', ...rows].join('\n'))
  await run('import', 'claims', path)
}

const openOf = async (number: string) => (await json('statement', number)).claims[0].openMinor as number

test('a debit that came back undoes exactly its payment; what is not told beyond doubt waits; all can be undone', async () => {
  await claims()
  const pay = async (customer: string, amount: string, claim: string, ...more: string[]) =>
    (await json('pay', customer, '--amount', amount, '--on', '2026-02-16', '--claim', claim, ...more)).payment as string
  const first = await pay('Meyer GmbH', '400.00', 'R-1')
  await pay('Meyer GmbH', '300.00', 'R-2', '--reference', 'E2E-77')
  const third = await pay('Schulz KG', '500.00', 'R-3')
  await pay('Kranz OHG', '500.00', 'R-4')
  const before = await json('statement', 'Meyer GmbH', '--day', '2026-03-11')

  const taken = await run(
    'import',
    'bank',
    statement('march', [
      { amount: '403.50', name: 'Meyer GmbH', code: 'AM04', text: 'R-1', charges: '3.50' },
      { amount: '300.00', name: 'Nobody', code: 'MD06', endToEnd: 'E2E-77' },
      { amount: '500.00', name: 'Somebody', code: 'MS03' },
    ]),
  )
  expect(taken).toContain(
    '400.00 EUR of Meyer GmbH came back on 2026-03-12. There was not enough money on the account.',
  )
  expect(taken).toContain('300.00 EUR of Meyer GmbH came back on 2026-03-12. The payer asked for it back')
  expect(taken).toContain('1 waits for a person')
  expect([await openOf('R-1'), await openOf('R-2'), await openOf('R-3')]).toEqual([400_00, 300_00, 0])
  // It was true until it bounced.
  expect((await json('statement', 'Meyer GmbH', '--day', '2026-03-11')).claims).toEqual(before.claims)
  // What the bank took may be asked here, and is not asked by itself.
  const shown = await run('statement', 'R-1', '--day', '2026-03-13')
  expect(shown).toMatch(/3\.50 .*costs, claimable: Who lets a direct debit fail/)
  expect(shown).toMatch(/\n *400\.00 +of this on our books/)
  expect(await run('statement', 'R-2', '--day', '2026-03-13')).not.toContain('costs, claimable')

  const waiting = (await json('bank', 'list')).filter((it: { waits: boolean }) => it.waits)
  expect(waiting).toHaveLength(1)
  expect(await run('bank', 'list')).toContain('1 line came back and waits: which payment?')
  const asked = await run('bank', 'show', waiting[0].id)
  expect(asked).toContain('2 have the amount of 500.00 EUR')
  expect(asked).toContain(third)
  await expect(run('payment', 'return', first, '--line', waiting[0].id)).rejects.toThrow('over 500.00 EUR')
  expect(await run('payment', 'return', third, '--line', waiting[0].id)).toContain('Came back on 2026-03-12')
  expect(await openOf('R-3')).toBe(500_00)
  expect(await run('bank', 'show', waiting[0].id)).toContain('It undid the payment')
  await expect(run('payment', 'return', third)).rejects.toThrow('undone already')

  await run('payment', 'unreturn', third, '--because', 'it was Kranz')
  expect(await openOf('R-3')).toBe(0)
  expect((await json('bank', 'list')).filter((it: { waits: boolean }) => it.waits)).toHaveLength(1)
  // It may come back after all, and is then returned again.
  await run('payment', 'return', third, '--on', '2026-03-13', '--reason', 'AC04')
  expect(await openOf('R-3')).toBe(500_00)
  expect(await run('bank', 'not-ours', waiting[0].id, '--because', 'our own transfer')).toContain('asks no more')
  expect(await run('bank', 'list')).not.toContain('which payment?')
  // Taken back whole, what it brought back goes with it; the line of a person's own hand does not count.
  await run('import', 'undo', 'last')
  expect([await openOf('R-1'), await openOf('R-2'), await openOf('R-3')]).toEqual([0, 0, 500_00])
  expect(await run('verify')).not.toMatch(/wrong|differ/i)
})

test('a payment dated back before a return is spread as the books stood then, and the return stays whole', async () => {
  await run('pay', 'Kranz OHG', '--amount', '200.00', '--on', '2026-02-10', '--currency', 'EUR')
  // The earlier 500.00 of the 16th found only 300.00 open after it; the rest is on account.
  expect((await json('statement', 'Kranz OHG')).totals).toMatchObject([{ openMinor: 0, onAccountMinor: 200_00 }])
  const [, later] = (await json('payments', 'Kranz OHG')).map((it: { id: string }) => it.id).reverse()
  await run('payment', 'return', later, '--on', '2026-03-13')
  expect((await json('statement', 'Kranz OHG')).totals).toMatchObject([{ openMinor: 300_00, onAccountMinor: 0 }])
  expect((await json('statement', 'Kranz OHG', '--day', '2026-03-12')).totals).toMatchObject([
    { openMinor: 0, onAccountMinor: 200_00 },
  ])
})

test('after money was worked out anew, every day can be shown as the books stood before', async () => {
  const moment = '2026-03-13T10:30:00Z'
  at.clock.set('2026-03-13', 10)
  const one =
    'number,customer,country,kind,email,amount,currency,issued,due\nR-9,Vogt AG,DE,business,v@example.test,500.00,EUR,2026-01-10,2026-02-09'
  writeFileSync(join(folder, 'one.csv'), one)
  await run('import', 'claims', join(folder, 'one.csv'))
  await run('charge', 'Vogt AG', '--until', '2026-03-10')
  await run('pay', 'Vogt AG', '--amount', '520.00', '--currency', 'EUR', '--on', '2026-03-11')
  const days = ['2026-03-05', '2026-03-10', '2026-03-11', '2026-03-13']
  const shown = (day: string, ...more: string[]) => json('statement', 'R-9', '--day', day, ...more)
  const before: Awaited<ReturnType<typeof shown>>[] = []
  for (const day of days) before.push(await shown(day))
  at.clock.set('2026-03-13', 11)
  await run('pay', 'Vogt AG', '--amount', '250.00', '--currency', 'EUR', '--on', '2026-03-01')
  const after = await shown('2026-03-13')
  expect(after.totals).not.toEqual(before[3]!.totals)
  expect(after.claims[0].openMinor).toBe(0)
  for (const [i, day] of days.entries()) {
    const then = await shown(day, '--as-recorded', moment)
    expect(then.asRecorded).toContain('2026-03-13')
    expect({ claims: then.claims, totals: then.totals }).toEqual({
      claims: before[i]!.claims,
      totals: before[i]!.totals,
    })
  }
  expect(await run('verify')).not.toMatch(/wrong|differ/i)
})

test('what came back goes along when a customer is merged, and can be taken back there', async () => {
  at.clock.set('2026-03-13', 13)
  const [third] = (await json('payments', 'Vogt AG')).filter((it: { amountMinor: number }) => it.amountMinor === 250_00)
  await run('payment', 'return', third.id, '--on', '2026-03-12', '--reason', 'AM04', '--fee', '2.00')
  const open = await openOf('R-9')
  await run('debtor', 'merge', 'Vogt AG', '--into', 'Kranz OHG', '--yes')
  expect(await openOf('R-9')).toBe(open)
  const [moved] = (await json('payments', 'Kranz OHG')).filter(
    (it: { amountMinor: number }) => it.amountMinor === 250_00,
  )
  await run('payment', 'unreturn', moved.id, '--because', 'the bank erred')
  expect(await openOf('R-9')).toBeLessThan(open)
})
