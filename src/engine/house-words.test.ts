import { expect, test } from 'vitest'
import type { Moment } from '../core/day.ts'
import type { PaidTo } from '../store/bank-change.ts'
import type { Workspace } from '../store/workspace.ts'
import { bankChangeWords } from './house-words.ts'

const workspace = { name: 'Nordwind Ltd', zone: 'Europe/London' } as Workspace
const bank = { holder: 'Nordwind Ltd', iban: 'GB33BUKB20201555555555', lines: [] }
const before: PaidTo = {
  bank,
  factors: { Kite: { holder: 'Kite Factoring', lines: ['20-20-15 5555'] } },
  payLink: undefined,
}

test('owners are told each way to pay that changes, and none that does not', () => {
  const about = {
    before,
    effectiveAt: Date.parse('2026-03-05T09:00:00Z') as Moment,
    needsSecond: true,
    by: 'Ada Palmer',
  }
  const linked = { ...before, payLink: 'https://pay.elsewhere.example' }
  const asked = bankChangeWords('asked', { ...about, next: linked }, workspace, 'en')
  expect(asked.body).toContain('Payment page\nUntil now: –\nThen: https://pay.elsewhere.example\n')
  expect(asked.body).not.toContain('Account')
  const moved = { ...before, bank: { ...bank, iban: 'DE89370400440532013000' }, factors: {} }
  const done = bankChangeWords('done', { ...about, next: moved }, workspace, 'de')
  expect(done.body).toContain('Konto\nBisher: Nordwind Ltd …5555\nJetzt: Nordwind Ltd …3000')
  expect(done.body).toContain('Konto von Kite\nBisher: Kite Factoring 20-20-15 5555\nJetzt: –')
  const withdrawn = bankChangeWords('withdrawn', { ...about, next: moved }, workspace, 'en')
  expect(withdrawn.body).toContain(
    'It stays:\n\nAccount: Nordwind Ltd …5555\nAccount of Kite: Kite Factoring 20-20-15 5555',
  )
})
