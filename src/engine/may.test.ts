// When somebody may be rung: at an hour of theirs and on no closed day of theirs, whatever the hour is here.

import { expect, test } from 'vitest'
import type { CaseFacts, DebtorFacts, House } from '../core/case.ts'
import { day, momentAt, momentText } from '../core/day.ts'
import { calendarOf } from '../rules/calendar.ts'
import { noticeTimes } from '../rules/law.ts'
import { callableNow } from './may.ts'

const house: House = {
  day: day('2026-03-04'),
  calendarOf,
  noticeTimes,
  policies: new Map(),
  inboxConnected: true,
}
const one = { caseId: 'c', claims: [] } as unknown as CaseFacts

test.each([
  ['a working morning', '2026-03-04', 10, 'GB', 'Europe/London', undefined, undefined],
  ['before their day', '2026-03-04', 6, 'GB', 'Europe/London', '2026-03-04 09:00', 'It is early there.'],
  ['our morning, their night', '2026-03-04', 9, 'US', 'America/Chicago', '2026-03-04 09:00', 'It is early there.'],
  ['after their day', '2026-03-04', 20, 'GB', 'Europe/London', '2026-03-05 09:00', 'It is late there.'],
  ['our afternoon, their evening', '2026-03-04', 12, 'JP', 'Asia/Tokyo', '2026-03-05 09:00', 'It is late there.'],
  ['a Friday evening', '2026-03-06', 21, 'GB', 'Europe/London', '2026-03-09 09:00', 'It is late there.'],
  ['a Saturday', '2026-03-07', 10, 'GB', 'Europe/London', '2026-03-09 09:00', 'Saturday'],
  ['a holiday of theirs', '2026-05-01', 10, 'DE', 'Europe/Berlin', '2026-05-04 09:00', expect.stringMatching(/\S/)],
])('%s', (_, on, hour, country, zone, from, says) => {
  const debtor = { id: 'd', country, kind: 'business', contacts: [], cases: [one] } as unknown as DebtorFacts
  const it = callableNow(house, debtor, one, { at: momentAt(day(on), hour, 'Europe/London'), zone })
  expect(it.now).toBe(from === undefined)
  expect(it.from === undefined ? undefined : momentText(it.from, zone)).toBe(from)
  expect(it.says).toEqual(says)
})
