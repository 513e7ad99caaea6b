// How hours are written in the files of places: `08:00-21:00`, a day of them, or a week.

import type { Week, Window } from '../../core/law.ts'

/** `08:00-21:00` to minutes after midnight; an empty text is closed. */
export function hours(text: string): readonly Window[] {
  if (text === '') return []
  const [from, until] = text.split('-').map((clock) => {
    const [hour, minute] = clock.split(':').map(Number)
    return hour! * 60 + minute!
  })
  return [[from!, until!]]
}

/** Monday to Friday; Saturday and Sunday are as on these days where they are not given. */
export function week(weekdays: string, saturday = weekdays, sunday = saturday): Week {
  const five = hours(weekdays)
  return [five, five, five, five, five, hours(saturday), hours(sunday)]
}
