import { expect, test } from 'vitest'
import { reasonsCite, reasonsSure, returnFeeOf, returnFees, returnReasonOf, returnReasons } from './returns.ts'

test('every code stands once, is four signs long and says a sentence; where they are from is said', () => {
  expect(new Set(returnReasons.map((it) => it.code)).size).toBe(returnReasons.length)
  for (const { code, says } of returnReasons) {
    expect(code).toMatch(/^[A-Z]{2}[A-Z0-9]{2}$/)
    expect(says).toMatch(/^[A-Z].*\.$/)
  }
  expect(reasonsCite).toContain('ExternalReturnReason1Code')
  expect(reasonsSure).toBe('secondary')
})

test.each([
  ['AM04', 'There was not enough money on the account.', 'AM04'],
  ['RTRN AC04 closed', 'The account is closed.', 'AC04'],
  ['914', 'The bank says: 914.', undefined],
  ['', 'The bank gives no reason.', undefined],
  ['MAC04X', 'The bank says: MAC04X.', undefined],
])('%s: %s', (text, says, code) => {
  expect(returnReasonOf(text)).toMatchObject({ says })
  expect(returnReasonOf(text).code).toBe(code)
})

test('de.280.return-fee and at.1333.return-fee: only where the payer let it fail, and nowhere else by law', () => {
  expect(returnFeeOf('DE', 'business', 'no_money')?.id).toBe('de.280.return-fee')
  expect(returnFeeOf('DE-BY', 'consumer', 'account')?.id).toBe('de.280.return-fee')
  expect(returnFeeOf('AT', 'business', 'no_money')?.id).toBe('at.1333.return-fee')
  expect(returnFeeOf('DE', 'business', 'payer')).toBeUndefined()
  expect(returnFeeOf('DE', 'business', undefined)).toBeUndefined()
  expect(returnFeeOf('GB', 'business', 'no_money')).toBeUndefined()
  for (const it of returnFees) expect(it.cite.length).toBeGreaterThan(5)
})
