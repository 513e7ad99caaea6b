// Words of a statement: how a sum came to be, as of any day.

import { both } from './both.ts'

export const statementWords = both({
  en: {
    statementOn: (day: string) => `On ${day}`,
    onBooks: 'on our books',
    claimable: 'may be claimed, and is not yet',
    segment: (days: number, rate: string) =>
      days === 1 ? `1 day at ${rate} a year` : `${days} days at ${rate} a year`,
    perDay: (sum: string) => `Each day more costs about ${sum}`,
  },
  de: {
    statementOn: (day: string) => `Am ${day}`,
    onBooks: 'in unseren Büchern',
    claimable: 'dürfte verlangt werden, ist es aber nicht',
    segment: (days: number, rate: string) =>
      days === 1 ? `1 Tag zu ${rate} im Jahr` : `${days} Tage zu ${rate} im Jahr`,
    perDay: (sum: string) => `Jeder weitere Tag kostet etwa ${sum}`,
  },
})
