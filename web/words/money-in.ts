// Words of the money that came in, as Today begins with it.

import { both } from './both.ts'

export const moneyInWords = both({
  en: {
    title: 'Money in',
    says: 'Whoever it could be is not asked meanwhile.',
    more: (count: string) => `and ${count} more`,
    go: 'Say whose it is',
    unknown: 'We do not know whose this is.',
  },
  de: {
    title: 'Geld eingegangen',
    says: 'Wer es gewesen sein könnte, wird solange nicht gemahnt.',
    more: (count: string) => `und ${count} weitere`,
    go: 'Sagen, von wem es ist',
    unknown: 'Wir wissen nicht, von wem das ist.',
  },
})
