import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from './day.ts'
import { paymentReference } from './iban.ts'
import { match } from './match.ts'
import { type MatchClaim, sets } from './match-sum.ts'
import type { MatchDebtor } from './match-who.ts'
import { keysOf, type MatchLine, nameScore, numberKey } from './match-words.ts'

const on = day('2026-03-02')

function claim(number: string, openMinor: number, more: Partial<MatchClaim> = {}): MatchClaim {
  const issuedOn = day('2026-01-10')
  return { id: number, number, currency: 'EUR', issuedOn, dueOn: addDays(issuedOn, 14), openMinor, ...more }
}

function debtor(no: number, name: string, claims: readonly MatchClaim[], more: Partial<MatchDebtor> = {}): MatchDebtor {
  return { book: 1, id: String(no), no, name, aliases: [], claims, credits: {}, hits: [], ...more }
}

function line(amountMinor: number, name: string, text: string, more: Partial<MatchLine> = {}): MatchLine {
  return { day: on, amountMinor, currency: 'EUR', name, text, references: [], structured: [], ...more }
}

const meyer = debtor(1001, 'Meyer Metallbau GmbH', [claim('RE-2026-00101', 11_900), claim('RE-2026-00102', 23_800)])
const koch = debtor(1002, 'Anna Koch', [claim('RE-2026-00103', 4_900)])
const otherKoch = debtor(1003, 'Anna Koch', [claim('RE-2026-00104', 4_900)])
const seidel = debtor(1004, 'Seidel Logistik KG', [claim('RE-2026-00120', 11_900)])
const ours = paymentReference(1001).replace(/ /g, '')
const agreed = { until: day('2026-03-05'), amountMinor: 238, says: 'less 2 % agreed cash discount' }

test.each<[string, MatchLine, MatchDebtor[], string, string | undefined]>([
  ['number and sum', line(11_900, 'Meyer Metallbau GmbH', 'RE-2026-00101'), [meyer], 'certain', 'RE-2026-00101 11900'],
  [
    'two numbers and their sum',
    line(35_700, 'M. Fremd', '2026 00101, 202600102'),
    [meyer],
    'certain',
    'RE-2026-00101 11900, RE-2026-00102 23800',
  ],
  [
    'two places of the number changed',
    line(11_900, 'MEYER METALLBAU', 'RE 2026-00110'),
    [meyer],
    'certain',
    'RE-2026-00101 11900',
  ],
  ['an O for a zero', line(23_800, 'Meyer Metallbau GmbH', 'RE-2O26-OO1O2'), [meyer], 'certain', 'RE-2026-00102 23800'],
  [
    'our reference and one claim',
    line(23_800, 'B. Fremd', '', { structured: [ours] }),
    [meyer],
    'certain',
    'RE-2026-00102 23800',
  ],
  ['our reference and no sum that fits', line(5_000, 'B. Fremd', '', { structured: [ours] }), [meyer], 'likely', ''],
  ['name and sum', line(23_800, 'Meyer Metallbau GmbH', 'danke'), [meyer], 'certain', 'RE-2026-00102 23800'],
  ['the name alone', line(5_000, 'Meyer Metallbau GmbH', 'danke'), [meyer], 'unapplied', ''],
  [
    'all that is open',
    line(35_700, 'Meyer Metallbau', ''),
    [meyer],
    'certain',
    'RE-2026-00101 11900, RE-2026-00102 23800',
  ],
  ['two of one name', line(4_900, 'Anna Koch', ''), [koch, otherKoch], 'unapplied', 'RE-2026-00103 4900'],
  ['the sum alone', line(11_900, 'R. Paulsen', ''), [seidel], 'unapplied', 'RE-2026-00120 11900'],
  [
    'a number of one and the name of another, both of this sum',
    line(11_900, 'Seidel Logistik KG', 'RE-2026-00101'),
    [meyer, seidel],
    'likely',
    undefined,
  ],
  [
    'a part, under number and name',
    line(4_000, 'Meyer Metallbau GmbH', 'RE-2026-00101'),
    [meyer],
    'certain',
    'RE-2026-00101 4000',
  ],
  [
    'more than the claim named',
    line(12_900, 'Meyer Metallbau GmbH', 'RE-2026-00101'),
    [meyer],
    'likely',
    'RE-2026-00101 11900',
  ],
  [
    'a bank’s fee short',
    line(22_800, 'Meyer Metallbau GmbH', 'RE-2026-00102'),
    [meyer],
    'certain',
    'RE-2026-00102 22800',
  ],
  [
    'claims of two customers',
    line(16_800, 'Holding AG', 'RE-2026-00101 RE-2026-00103'),
    [meyer, koch],
    'certain',
    'RE-2026-00103 4900, RE-2026-00101 11900',
  ],
  ['not issued yet', line(4_900, 'Anna Koch', '', { day: day('2026-01-09') }), [koch], 'likely', ''],
  [
    'in full settlement',
    line(11_900, 'Meyer Metallbau GmbH', 'RE-2026-00101', { settles: true }),
    [meyer],
    'likely',
    'RE-2026-00101 11900',
  ],
  ['nobody', line(312, 'Hausbank', 'Habenzinsen'), [], 'unapplied', undefined],
  [
    'agreed discount',
    line(11_662, 'Meyer Metallbau GmbH', 'RE-2026-00101'),
    [debtor(1001, 'Meyer Metallbau GmbH', [claim('RE-2026-00101', 11_900, { discount: agreed })])],
    'certain',
    'RE-2026-00101 11662 +238',
  ],
  [
    'less what is on account',
    line(10_900, 'Meyer Metallbau GmbH', 'RE-2026-00101'),
    [{ ...meyer, credits: { EUR: 1_000 } }],
    'certain',
    'RE-2026-00101 10900',
  ],
  [
    'a claim that is paid already',
    line(11_900, 'Meyer Metallbau GmbH', 'RE-2026-00099'),
    [{ ...meyer, hits: ['202600099'] }],
    'likely',
    'RE-2026-00101 11900',
  ],
])('%s', (_, told, debtors, wanted, gives) => {
  const found = match(told, debtors, [])
  expect(found.class, found.because).toBe(wanted)
  const given = found.proposals[0]?.parts.flatMap((part) =>
    part.gives.map((it) => `${it.number} ${it.amountMinor}${it.allowedMinor ? ` +${it.allowedMinor}` : ''}`),
  )
  if (gives !== undefined) expect(given?.join(', ')).toBe(gives)
  for (const it of found.proposals) {
    expect(it.parts.reduce((sum, part) => sum + part.amountMinor, 0)).toBe(told.amountMinor)
    expect(it.chips.length).toBeGreaterThan(0)
  }
})

test('who was confirmed under an account is known by it, unless it pays for several', () => {
  const account = 'DE89370400440532013000'
  const told = line(23_800, 'B. Fremd', 'danke', { account })
  const key = `a ${account}`
  expect(match(told, [meyer], [{ key, book: 1, id: '1001' }]).class).toBe('certain')
  const both = [
    { key, book: 1, id: '1001' },
    { key, book: 1, id: '1002' },
  ]
  expect(match(told, [meyer, koch], both).class).not.toBe('certain')
})

test.each([
  ['MEYER METALLBAU', 'Meyer Metallbau GmbH', 100],
  ['Mueller & Soehne OHG', 'Müller & Söhne OHG', 100],
  ['Koch, Anna', 'Anna Koch', 100],
  ['A. Koch', 'Anna Koch', 92],
  ['Hofmann & Söhne Gebäudereinig', 'Hofmann & Söhne Gebäudereinigung AG', 92],
  ['Otto Brandt', 'Anna Koch', 0],
])('%s and %s are alike to %i', (theirs, our, least) => {
  const score = nameScore(theirs, our)
  if (least === 0) expect(score).toBe(0)
  else expect(score).toBeGreaterThanOrEqual(least)
})

test('the keys of a line hold every number that it says, whole or in pieces', () => {
  expect(keysOf(line(1, 'x', 'RG 2026 0010 1')).numbers).toContain(numberKey('RE-2026-00101'))
  expect(keysOf(line(1, 'x', 'RE-2026-00110')).slips).toContain(numberKey('RE-2026-00101'))
})

test('a set that makes a sum is found or given up in bounded steps', () => {
  const many = Array.from({ length: 400 }, (_, i) => claim(`N-${1000 + i}`, 10_007 + i * 2))
  const begun = performance.now()
  sets(many, 2_000_001, 6)
  sets(many.slice(0, 12), 99_999_999, 6)
  expect(performance.now() - begun).toBeLessThan(2_000)
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 10 }),
      fc.integer({ min: 1, max: 2_000 }),
      (amounts, target) => {
        const claims = amounts.map((it, i) => claim(`N-${i}`, it))
        for (const set of sets(claims, target, 6).found)
          expect(set.reduce((sum, it) => sum + it.openMinor, 0)).toBe(target)
      },
    ),
  )
})
