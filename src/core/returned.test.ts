import { expect, test } from 'vitest'
import { day } from './day.ts'
import { type CameBack, type Candidate, judgeReturn } from './returned.ts'

const back: CameBack = {
  amountMinor: 400_00,
  currency: 'EUR',
  day: day('2026-03-12'),
  references: [],
  text: '',
}
const paid = (payment: string, more: Partial<Candidate> = {}): Candidate => ({
  payment,
  debtor: payment,
  amountMinor: 400_00,
  day: day('2026-02-15'),
  paid: [],
  lineReferences: [],
  samePayer: false,
  ...more,
})

test.each<[string, Partial<CameBack>, Candidate[], string | undefined]>([
  [
    'the line’s own end-to-end id',
    { references: ['E2E-0001'] },
    [paid('a', { lineReferences: ['E2E-0001'] }), paid('b')],
    'a',
  ],
  [
    'the payment’s reference in the text',
    { text: 'Retoure zu RF18 5390' },
    [paid('a', { reference: 'RF18-5390' }), paid('b')],
    'a',
  ],
  [
    'a claim that it paid',
    { text: 'R-1001 zurueck' },
    [paid('a', { paid: ['R-1001'] }), paid('b', { paid: ['R-100'] })],
    'a',
  ],
  ['the only one of that payer', {}, [paid('a', { samePayer: true }), paid('b')], 'a'],
  ['the amount alone is not enough', {}, [paid('a')], undefined],
  ['two of one payer', {}, [paid('a', { samePayer: true }), paid('b', { samePayer: true })], undefined],
  [
    'two with the same reference',
    { references: ['R-1001'] },
    [paid('a', { paid: ['R-1001'] }), paid('b', { paid: ['R-1001'] })],
    undefined,
  ],
  [
    'a reference says more than a name',
    { references: ['R-1001'] },
    [paid('a', { samePayer: true }), paid('b', { paid: ['R-1001'] })],
    'b',
  ],
  ['a number within a longer one is none', { text: 'R-10012' }, [paid('a', { paid: ['R-1001'] })], undefined],
  [
    'it came after it went back',
    { references: ['R-1001'] },
    [paid('a', { paid: ['R-1001'], day: day('2026-03-13') })],
    undefined,
  ],
  [
    'more than thirteen months ago',
    { references: ['R-1001'] },
    [paid('a', { paid: ['R-1001'], day: day('2025-01-01') })],
    undefined,
  ],
  ['another sum', { references: ['R-1001'] }, [paid('a', { paid: ['R-1001'], amountMinor: 399_00 })], undefined],
])('%s', (_, it, candidates, sure) => {
  const verdict = judgeReturn({ ...back, ...it }, candidates)
  expect(verdict.kind === 'sure' ? verdict.found.candidate.payment : undefined).toBe(sure)
  expect(judgeReturn({ ...back, ...it }, [...candidates].reverse()).kind).toBe(verdict.kind)
})

test('what the bank took on top is told apart from the payment', () => {
  const it = { ...back, amountMinor: 403_50, chargesMinor: 3_50, references: ['R-1001'] }
  expect(judgeReturn(it, [paid('a', { paid: ['R-1001'] })])).toMatchObject({ kind: 'sure', found: { feeMinor: 3_50 } })
})
