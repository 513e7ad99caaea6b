import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { bai2, camt, coda, mt940, ofx1, ofx2, samples } from '../../../test/bank-samples.ts'
import { day } from '../../core/day.ts'
import { Problem } from '../../core/problem.ts'
import { readBank } from './read.ts'
import { isQrReference, structuredIn } from './reference.ts'

const bytes = (text: string) => Buffer.from(text)
const entries = (text: string) => readBank(bytes(text)).flatMap((file) => file.statements.flatMap((it) => it.entries))

function refusal(content: string | Uint8Array): string {
  try {
    readBank(typeof content === 'string' ? bytes(content) : content)
  } catch (error) {
    if (error instanceof Problem) return error.message
    throw error
  }
  return 'read'
}

test.each([
  ['camt', 'camt.053', [5000, 15000, -1250]],
  ['mt940', 'MT940', [5000, 1250, -2000]],
  ['ofx1', 'OFX 1', [15025, -300]],
  ['ofx2', 'OFX 2', [15000]],
  ['bai2', 'BAI2', [10000, 2000, -2500]],
  ['coda', 'CODA', [5000]],
])('%s is recognised by its content as %s', (name, format, amounts) => {
  const [file] = readBank(bytes(samples[name]!))
  expect(file!.format).toMatch(format)
  expect(entries(samples[name]!).map((it) => it.amountMinor)).toEqual(amounts)
  expect(entries(samples[name]!).every((it) => it.day === day('2026-03-02'))).toBe(true)
})

test('who paid, for what and what came back is read', () => {
  const [paid, batch, back] = entries(camt)
  expect(paid).toMatchObject({
    name: 'Meyer & Sons',
    account: 'DE02120300000000202051',
    bankId: 'BANK-1',
    kind: 'credit',
  })
  expect(paid!.references).toMatchObject({ endToEnd: 'E2E-1', structured: ['RF18539007547034'] })
  expect(batch!.parts.map((it) => [it.amountMinor, it.text])).toEqual([
    [10025, 'R-1002'],
    [4975, 'R-1003'],
  ])
  expect(back).toMatchObject({
    kind: 'return',
    reason: 'AC04',
    name: 'Late Payer Ltd',
    references: { endToEnd: 'E2E-0' },
  })
  const [german, slashes, retoure] = entries(mt940)
  expect(german).toMatchObject({
    name: 'Meyer und Soehne GmbH',
    text: 'GUTSCHRIFT Rechnung R-1001 und R-1002',
    bic: 'BYLADEM1001',
  })
  expect(slashes).toMatchObject({
    name: 'JANSEN BV',
    account: 'NL91ABNA0417164300',
    kind: 'reversal',
    references: { endToEnd: 'E2E-3' },
  })
  expect(retoure).toMatchObject({ kind: 'return', reason: '914', references: { endToEnd: 'E2E-0' } })
  expect(entries(bai2).map((it) => it.kind)).toEqual(['credit', 'credit', 'return'])
  expect(entries(ofx1).map((it) => it.kind)).toEqual(['credit', 'fee'])
  expect(entries(ofx2)[0]).toMatchObject({ currency: 'JPY', amountMinor: 15000, bankId: '000123' })
  expect(entries(coda)[0]!.references.structured).toEqual(['090337554390'])
})

test.each([
  [
    'a closing balance that does not follow',
    camt.replace('1187.50', '1187.51'),
    'does not balance: opening 1,000.00 EUR',
  ],
  [
    'parts that do not make their entry',
    camt.replace('49.75', '49.74'),
    'its 2 parts make 149.99 EUR and the entry is 150.00 EUR',
  ],
  ['too many decimals', camt.replace('>50.00<', '>50.001<'), 'Line 7: Ntry 1, Amt: "50.001" is no amount of EUR'],
  ['an amount with a comma in XML', camt.replace('>50.00<', '>50,00<'), '"50,00" is no amount'],
  ['a day that is none', camt.replace('<Dt>2026-03-03</Dt>', '<Dt>2026-02-30</Dt>'), '"2026-02-30" is no day'],
  ['XML cut short', camt.slice(0, 900), 'The file is not whole XML'],
  [
    'entities of its own',
    camt.replace('?>', '?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
    'document type',
  ],
  [
    'elements without end',
    `<?xml version="1.0"?><Document>${'<a>'.repeat(500)}${'</a>'.repeat(500)}</Document>`,
    'cannot be read as XML',
  ],
  ['MT940 without its closing balance', mt940.replace(/:62F:.*/, ''), 'it has no closing balance (:62F:)'],
  ['an MT940 amount with a point', mt940.replace('50,00N166', '50.00N166'), 'is no line of a statement'],
  [
    'an MT940 day that is none',
    mt940.replace(':61:2603020302CR', ':61:2613020302CR'),
    'Line 5: statement 1, entry 1: "261302" is no day',
  ],
  [
    'a wrong BAI2 control total',
    bai2.replace('49,238500', '49,238501'),
    'the control total of the account is 238501 and its amounts make 238500',
  ],
  ['BAI2 without its end', bai2.replace(/99,.*/, ''), 'has no end (record 99)'],
  [
    'a CODA line lost',
    coda
      .split('\n')
      .filter((_, i) => i !== 3)
      .join('\n'),
    'it counts "000004" records and there are 3',
  ],
  ['an OFX entry without a day', ofx1.replace('<DTPOSTED>20260302<', '<'), 'it has no day (DTPOSTED)'],
  ['no statement at all', 'Dear customer,\nplease find enclosed', 'none of camt.052'],
  ['nothing', '', 'The file is empty'],
])('%s is refused and says so', (_, text, says) => {
  expect(refusal(text)).toContain(says)
})

test('amounts of currencies with no and with three decimals are exact', () => {
  const yen = mt940
    .replaceAll('EUR1000,00', 'JPY1000,')
    .replaceAll('EUR1042,50', 'JPY1042,')
    .replace('CR50,00', 'CY50,')
    .replace('RD12,5', 'RD12,')
    .replace('DR20,00', 'DY20,')
  expect(entries(yen).map((it) => it.amountMinor)).toEqual([50, 12, -20])
  const dinar = mt940
    .replaceAll('EUR', 'KWD')
    .replace('CR50,00', 'CD50,001')
    .replace('1042,50', '1042,501')
    .replace('RD12,5N', 'RDD12,5N')
    .replace('DR20', 'DD20')
  expect(entries(dinar).map((it) => it.amountMinor)).toEqual([50001, 12500, -20000])
})

test('parts told before the bank took its charges make the entry with them', () => {
  const charged = camt.replace('>150.00<', '>148.00<').replace('1187.50', '1185.50')
  expect(refusal(charged)).toContain('its 2 parts make 150.00 EUR and the entry is 148.00 EUR')
  const told = '<Chrgs><Rcrd><Amt Ccy="EUR">2.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs><NtryDtls><Btch>'
  expect(entries(charged.replace('<NtryDtls><Btch>', told))[1]).toMatchObject({ amountMinor: 14800, chargesMinor: 200 })
})

test('a file with a comment, or with prefixes, gives the same', () => {
  expect(entries(camt.replace('<Stmt>', '<!-- made by hand --><Stmt>'))).toEqual(entries(camt))
  const prefixed = camt.replace(/<(\/?)(?=[A-Z])/g, '<$1n:')
  expect(entries(prefixed)).toEqual(entries(camt))
  expect(refusal(camt.replace('<Sts><Cd>BOOK</Cd></Sts>', '<Sts><Cd>BOOK</Sts>'))).toMatch(
    /^Line 7: The file is not whole XML/,
  )
})

test.each([
  ['elements that never end', camt.replace('<Ntry>', '<Ntry>'.repeat(300_000))],
  ['blanks without end', bai2.replace('WIRE', ' '.repeat(400_000))],
  ['lines without end', mt940.replace(/(:61:[^\n]*\n)/, '$1'.repeat(20_000))],
])('%s are answered soon', (_, text) => {
  const start = performance.now()
  refusal(text)
  expect(performance.now() - start).toBeLessThan(2000)
})

test('an archive gives each of its files, and a bomb is stopped', () => {
  const files = readBank(zipSync({ 'a.xml': bytes(camt), 'sub/b.sta': bytes(mt940), '__MACOSX/x': bytes('?') }))
  expect(files.map((it) => [it.name, it.format])).toEqual([
    ['a.xml', 'camt.053.001.08'],
    ['sub/b.sta', 'MT940'],
  ])
  expect(refusal(zipSync({ 'a.xml': bytes(camt.replace('1187.50', '1')) }))).toContain('a.xml: Stmt 1')
  const bomb = zipSync({ 'a.xml': new Uint8Array(50 * 1024 * 1024) }, { level: 6 })
  expect(bomb.length).toBeLessThan(100_000)
  expect(refusal(bomb)).toContain('unpacks to more than')
  expect(refusal(zipSync({ 'a.xml': bytes(camt) }).subarray(0, 300))).toMatch(/cut short|damaged|no file/)
})

test('a structured reference is found in free text only where its check digits hold', () => {
  expect(structuredIn('inv RF18 5390 0754 7034 of May')).toEqual(['RF18539007547034'])
  expect(structuredIn('RF19 5390 0754 7034')).toEqual([])
  expect(structuredIn('zie +++090/3375/54390+++ aub')).toEqual(['090337554390'])
  expect(structuredIn('+++090/3375/54391+++')).toEqual([])
  expect(structuredIn('QRR 21 00000 00003 13947 14300 09017')).toEqual(['210000000003139471430009017'])
  expect(isQrReference('210000000003139471430009018')).toBe(false)
})
