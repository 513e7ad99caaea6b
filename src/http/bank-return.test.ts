// Lines that took a payment back and wait, answered over the API; and a table that nobody recognised, read as a person says.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { terminal } from '../../test/terminal.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { api } from './app.ts'

const { run, folder, at, workspace } = await terminal('2026-03-20', { country: 'DE', currency: 'EUR' })
const secret = await inWorkspace(at.db, workspace, 'test', async (tx) => (await addKey(tx, 'lines', true)).secret)
const app = api({ db: at.db, dataDir: at.dataDir, version: 'test' })

async function call(method: string, path: string, body?: object | string) {
  const type = typeof body === 'string' ? 'application/octet-stream' : 'application/json'
  const answer = await app.request(path, {
    method,
    headers: { authorization: `Bearer ${secret}`, 'content-type': type },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects of the answer
  return { status: answer.status, json: (await answer.json()) as any }
}

const balance = (code: string, amount: string) =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-12</Dt></Dt></Bal>`
/** A statement of debits that came back, of these amounts. */
function statement(amounts: readonly string[]): string {
  const entries = amounts.map(
    (
      amount,
      i,
    ) => `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-1${i}</Dt></BookgDt>
<AcctSvcrRef>A-${i}</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>Rücklastschrift</Ustrd></RmtInf><RtrInf><Rsn><Cd>MS03</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>`,
  )
  const left = amounts.reduce((sum, one) => sum - Number(one), 9000).toFixed(2)
  return `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>M</MsgId><CreDtTm>2026-03-13T01:00:00</CreDtTm></GrpHdr><Stmt><Id>S</Id><Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>
${balance('OPBD', '9000.00')}${balance('CLBD', left)}${entries.join('')}</Stmt></BkToCstmrStmt></Document>`
}

const take = (text: string, more: Record<string, string> = {}) =>
  call(
    'POST',
    `/v1/imports/bank?${new URLSearchParams({ fileName: 'umsatz.csv', account: 'DE02120300000000202051', ...more })}`,
    text,
  )

test('a return that could be two payments is asked, answered with one of them, and taken back', async () => {
  writeFileSync(
    join(folder, 'claims.csv'),
    [
      'Customer no;Customer;Email;Country;Kind;Invoice number;Invoice date;Due date;Amount;Currency',
      'K1;Meyer Metallbau GmbH;a@meyer.example;DE;business;RE-1;2026-01-10;2026-01-24;119.00;EUR',
      'K2;Seidel Logistik KG;x@seidel.example;DE;business;RE-2;2026-01-15;2026-01-29;119.00;EUR',
    ].join('\n'),
  )
  await run('import', 'claims', join(folder, 'claims.csv'), '--customers', 'both')
  for (const customer of ['Meyer Metallbau GmbH', 'Seidel Logistik KG'])
    await run('pay', customer, '--amount', '119.00', '--on', '2026-03-02')
  const came = await call('POST', '/v1/imports/bank?fileName=march.xml', statement(['119.00', '45.00']))
  expect(came.status, JSON.stringify(came.json)).toBe(200)
  const listed = await call('GET', '/v1/bank/returns')
  const [own, first] = listed.json.items
  expect(listed.json.items, JSON.stringify(listed.json)).toHaveLength(2)
  expect(first).toMatchObject({ amountMinor: -11_900, day: '2026-03-10', part: 1 })
  expect(first.among.map((it: { debtor: string }) => it.debtor).sort()).toEqual([
    'Meyer Metallbau GmbH',
    'Seidel Logistik KG',
  ])
  const payment = first.among.find((it: { debtor: string }) => it.debtor.startsWith('Seidel')).payment
  expect((await call('POST', `/v1/bank/lines/${own.line}/return`, { payment })).json.code).toBe('payment.other_sum')
  const done = await call('POST', `/v1/bank/lines/${first.line}/return`, { payment })
  expect(done.json, JSON.stringify(done.json)).toMatchObject({ payment, on: '2026-03-10' })
  expect((await call('POST', `/v1/bank/lines/${first.line}/return`, { payment })).json.code).toBe('bank.not_waiting')
  expect((await call('GET', '/v1/claims?number=RE-2')).json.items[0].openMinor).toBe(11_900)
  expect((await call('GET', '/v1/claims?number=RE-1')).json.items[0].openMinor).toBe(0)
  const aside = await call('POST', `/v1/bank/lines/${own.line}/set-aside`, { because: 'our club' })
  expect(aside.json).toMatchObject({ part: 1 })
  expect((await call('GET', '/v1/bank/returns')).json.items).toEqual([])
  expect((await call('POST', `/v1/payments/${payment}/unreturn`, { because: 'the other one' })).status).toBe(200)
  expect((await call('GET', '/v1/bank/returns')).json.items).toMatchObject([{ line: first.line }])
  expect((await call('GET', '/v1/claims?number=RE-2')).json.items[0].openMinor).toBe(0)
})

test('a table nobody knows shows its rows, is read as a person says, and the next one by itself', async () => {
  const table = (rows: readonly string[]) => ['Auszug Kasse 7', '', 'Wann;Wieviel;Wofür;Wer', ...rows].join('\n')
  const text = table(['02.03.2026;119,00;RE-9;Kranz OHG', '03.03.2026;-8,50;Porto;Post'])
  expect((await take(text)).json.code).toBe('bank.unknown')
  const look = await call('POST', '/v1/imports/bank/look?fileName=kasse.csv', text)
  expect(look.json, JSON.stringify(look.json)).toMatchObject({ header: null, columns: {} })
  expect(look.json.refused.says).toContain('No row has names')
  const head = look.json.rows.find((it: { cells: string[] }) => it.cells[0] === 'Wann')
  expect(head).toEqual({ line: 3, cells: ['Wann', 'Wieviel', 'Wofür', 'Wer'] })
  const map = ['day=Wann', 'amount=Wieviel', 'text=Wofür', 'name=Wer'].join('\n')
  const said = await call(
    'POST',
    `/v1/imports/bank/look?${new URLSearchParams({ map, currency: 'EUR', account: 'DE02120300000000202051' })}`,
    text,
  )
  expect(said.json, JSON.stringify(said.json)).toMatchObject({
    header: 3,
    refused: null,
    columns: { amount: ['Wieviel'] },
  })
  const preview = await take(text, { map, currency: 'EUR', preview: 'true' })
  expect(preview.json, JSON.stringify(preview.json)).toMatchObject({
    fresh: 2,
    statements: [{ inMinor: 11_900, outMinor: -850 }],
  })
  expect((await take(text, { map, currency: 'EUR' })).json.fresh).toBe(2)
  const next = table(['05.03.2026;20,00;RE-9;Kranz OHG', '06.03.2026;21,00;RE-9;Kranz OHG'])
  const known = await call('POST', '/v1/imports/bank/look', next)
  expect(known.json.columns, 'kept from the last file').toMatchObject({ day: ['Wann'] })
  const notTable = await call('POST', '/v1/imports/bank/look', 'hello')
  expect(notTable.json.code).toBe('bank.no_table')
})
