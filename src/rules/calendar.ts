// Which days are closed in a country or one of its regions: its weekend, and its public and bank holidays as the
// date-holidays library works them out. What the library has wrong is put right below, each row with its source.

import Holidays from 'date-holidays'
import type { Calendar } from '../core/calendar.ts'
import { addDays, type Day, day, parseDay, weekday, yearOf } from '../core/day.ts'
import { quoted } from '../core/problem.ts'

interface Weekend {
  readonly from: Day
  /** 1 Monday to 7 Sunday. */
  readonly weekdays: readonly number[]
  readonly cite: string
}

interface Correction {
  /** A country, with all its regions, or one region. */
  readonly place: string
  /** In the library's own grammar. */
  readonly rule: string
  /** What the day is called; undefined where the library closes a day that is open. */
  readonly name: string | undefined
  readonly cite: string
}

const always = day('1900-01-01')
const cldr = 'Unicode CLDR 48, supplemental week data'
const fridaySaturday: readonly Weekend[] = [{ from: always, weekdays: [5, 6], cite: cldr }]
const sunday: readonly Weekend[] = [{ from: always, weekdays: [7], cite: cldr }]
const saturdaySunday: readonly Weekend[] = [{ from: always, weekdays: [6, 7], cite: cldr }]
const northMalay: readonly Weekend[] = [
  {
    from: always,
    weekdays: [5, 6],
    cite: 'Kedah, Kelantan and Terengganu keep Friday and Saturday (The Star, 2024-12-31)',
  },
]

/** Where the weekend is not, or was not always, Saturday and Sunday. Half days count as open. */
export const weekends: Readonly<Record<string, readonly Weekend[]>> = {
  AE: [
    { from: always, weekdays: [5, 6], cite: 'Friday and Saturday until 2021 (WAM, 2021-12-07)' },
    { from: day('2022-01-01'), weekdays: [6, 7], cite: 'Federal government announcement (WAM, 2021-12-07)' },
  ],
  AF: [{ from: always, weekdays: [4, 5], cite: cldr }],
  BD: [{ from: always, weekdays: [5, 6], cite: 'Bangladesh Bank: banks are open Sunday to Thursday' }],
  BH: fridaySaturday,
  DZ: fridaySaturday,
  EG: fridaySaturday,
  IL: fridaySaturday,
  IN: sunday,
  IQ: fridaySaturday,
  IR: [{ from: always, weekdays: [5], cite: cldr }],
  JO: fridaySaturday,
  KW: fridaySaturday,
  LY: fridaySaturday,
  'MY-02': northMalay,
  'MY-03': northMalay,
  'MY-11': northMalay,
  OM: fridaySaturday,
  QA: fridaySaturday,
  SA: [
    { from: always, weekdays: [4, 5], cite: 'Thursday and Friday until Royal Order A/185 of 2013-06-23' },
    { from: day('2013-06-29'), weekdays: [5, 6], cite: 'Royal Order A/185 of 2013-06-23' },
  ],
  SD: fridaySaturday,
  SY: fridaySaturday,
  UG: sunday,
  YE: fridaySaturday,
}

const corrections: readonly Correction[] = [
  {
    place: 'GB-SCT',
    rule: '2026-06-15',
    name: 'World Cup bank holiday',
    cite: 'Royal proclamation of February 2026, Banking and Financial Dealings Act 1971 s. 1(3)',
  },
  {
    place: 'IE',
    rule: '2022-03-18',
    name: 'Day of Remembrance and Recognition',
    cite: 'Organisation of Working Time (Public Holiday) Regulations 2022',
  },
  { place: 'NL', rule: 'easter -2', name: 'Good Friday', cite: 'Algemene termijnenwet art. 3(2)' },
  { place: 'NL', rule: '05-05', name: 'Liberation Day', cite: 'Algemene termijnenwet art. 3(1)' },
  { place: 'NL', rule: '12-31', name: undefined, cite: 'Algemene termijnenwet art. 3 does not name it' },
  {
    place: 'US-NY',
    rule: 'substitutes 02-12 if sunday then next monday',
    name: "Lincoln's Birthday (substitute day)",
    cite: 'New York General Construction Law § 24',
  },
]

// A country named without its region: the part most of its debtors live in. England and Wales have the same days.
const usualRegion: Readonly<Record<string, string>> = { GB: 'ENG' }
// Where the whole country's days close every region too: the days of 5 U.S.C. 6103 close post and banks in all states.
const closesEveryRegion: readonly string[] = ['US']

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const catalogue = new Holidays()
const countries = catalogue.getCountries()
const calendars = new Map<string, Calendar>()
/** As it was asked for, because to look a region up takes the library longer than a decision. */
const byName = new Map<string, Calendar>()

/**
 * The calendar of a country (ISO 3166-1, `DE`) and, where given, a region of it (ISO 3166-2, `BY` or `DE-BY`; with a third
 * part where the library has one, `BY-KATH`). A region that is not known answers as its country; for a country that is
 * not known Monday to Friday are open, and place and reasons say so. Moving feasts of the Islamic and Hebrew calendars are
 * computed, and may differ by a day from what is proclaimed.
 */
export function calendarOf(country: string, region?: string): Calendar {
  const asked = `${country}|${region ?? ''}`
  let calendar = asked.length < 40 ? byName.get(asked) : undefined
  if (!calendar) {
    calendar = find(country, region)
    // Names come from files too: no more of them are kept than there are places.
    if (asked.length < 40 && byName.size < 5_000) byName.set(asked, calendar)
  }
  return calendar
}

function find(country: string, region?: string): Calendar {
  const code = country.trim().toUpperCase()
  if (!countries[code]) return unknownCalendar(code)
  const parts = knownRegion(code, region ?? usualRegion[code])
  const place = [code, ...parts].join('-')
  let calendar = calendars.get(place)
  if (!calendar) {
    calendar = makeCalendar(place, sourcesOf(code, parts))
    calendars.set(place, calendar)
  }
  return calendar
}

function makeCalendar(place: string, sources: readonly Holidays[]): Calendar {
  const weekend = weekendsOf(place)
  const closed = new Map<Day, string>()
  const yearsKnown = new Set<number>()

  function holiday(at: Day): string | undefined {
    const year = yearOf(at)
    if (!yearsKnown.has(year)) {
      // A feast of several days may begin in the year before.
      for (const source of sources) for (const each of [year - 1, year]) addHolidays(source, each, closed)
      yearsKnown.add(year)
    }
    return closed.get(at)
  }

  return {
    place,
    isBusinessDay: (at) => !isWeekend(weekend, at) && holiday(at) === undefined,
    closedBecause: (at) => holiday(at) ?? (isWeekend(weekend, at) ? weekdayNames[weekday(at) - 1] : undefined),
  }
}

function unknownCalendar(code: string): Calendar {
  const weekend = weekends[code] ?? saturdaySunday
  const unknown = `the holidays of ${/^[A-Z]{2}$/.test(code) ? code : quoted(code)} are not known`
  return {
    place: `${code.slice(0, 20)}, weekends only: ${unknown}`,
    isBusinessDay: (at) => !isWeekend(weekend, at),
    closedBecause: (at) => (isWeekend(weekend, at) ? `${weekdayNames[weekday(at) - 1]} (${unknown})` : undefined),
  }
}

function isWeekend(rows: readonly Weekend[], at: Day): boolean {
  for (let index = rows.length - 1; index >= 0; index--) {
    const row = rows[index]!
    if (at >= row.from) return row.weekdays.includes(weekday(at))
  }
  return false
}

function weekendsOf(place: string): readonly Weekend[] {
  const [country, region] = place.split('-')
  return weekends[`${country}-${region}`] ?? weekends[country!] ?? saturdaySunday
}

/** The parts of a region as the library spells them; as many as it knows. */
function knownRegion(country: string, region = ''): readonly string[] {
  const [state, part] = region.trim().toUpperCase().replace(`${country}-`, '').split('-')
  if (!state || !catalogue.getStates(country)?.[state]) return []
  return part && catalogue.getRegions(country, state)?.[part] ? [state, part] : [state]
}

function sourcesOf(country: string, parts: readonly string[]): readonly Holidays[] {
  const chains = parts.length > 0 && closesEveryRegion.includes(country) ? [[], parts] : [parts]
  return chains.map((chain) => {
    // In UTC a day has 24 hours wherever this program runs.
    const source = new Holidays({ country, state: chain[0], region: chain[1] }, { timezone: 'UTC' })
    const places = [country, [country, ...chain.slice(0, 1)].join('-')]
    for (const { place, rule, name } of corrections) {
      if (!places.includes(place)) continue
      if (name === undefined) source.unsetRule(rule)
      else source.setHoliday(rule, { name: { en: name }, type: 'public' })
    }
    return source
  })
}

function addHolidays(source: Holidays, year: number, closed: Map<Day, string>): void {
  for (const { date, start, end, name, type } of source.getHolidays(year, 'en')) {
    if (type !== 'public' && type !== 'bank') continue
    // Feasts that begin at sunset carry the day they are kept in `date`, not in `start`.
    const kept = parseDay(date.slice(0, 10))
    if (kept === undefined) continue
    // Only whole days close: 24 December from two o'clock is open. What is left over of the last day is open as well.
    const first = date.slice(11, 16) === '00:00' ? kept : addDays(kept, 1)
    const days = Math.floor((end.getTime() - start.getTime()) / 86_400_000)
    for (let offset = 0; offset < days; offset++) {
      const at = addDays(first, offset)
      if (!closed.has(at)) closed.set(at, name)
    }
  }
}
