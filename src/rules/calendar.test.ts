import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { businessDaysBetween } from '../core/calendar.ts'
import { addDays, type Day, day, dayText, weekday } from '../core/day.ts'
import { calendarOf, weekends } from './calendar.ts'

test.each([
  ['DE', undefined, '2026-10-03', 'National Holiday'],
  ['DE', undefined, '2026-12-24', undefined],
  ['DE', 'BY', '2026-06-04', 'Corpus Christi'],
  ['DE', 'BE', '2026-06-04', undefined],
  ['DE', 'DE-BY', '2025-08-15', undefined],
  ['DE', 'BY-KATH', '2025-08-15', 'Assumption'],
  ['DE', 'nowhere', '2026-06-04', undefined],
  ['GB', undefined, '2026-04-06', 'Easter Monday'],
  ['gb', 'sct', '2026-04-06', undefined],
  ['GB', 'SCT', '2026-06-15', 'World Cup bank holiday'],
  ['GB', 'ENG', '2023-05-08', "King Charles III's Coronation"],
  ['FR', undefined, '2026-07-14', 'Bastille Day'],
  ['IE', undefined, '2022-03-18', 'Day of Remembrance and Recognition'],
  ['NL', undefined, '2026-04-03', 'Good Friday'],
  ['NL', undefined, '2026-05-05', 'Liberation Day'],
  ['NL', undefined, '2026-12-31', undefined],
  ['US', undefined, '2026-07-03', 'Independence Day (substitute day)'],
  ['US', 'CA', '2026-10-12', 'Columbus Day'],
  ['US', 'NY', '2023-02-13', "Lincoln's Birthday (substitute day)"],
  // Four days that begin in December, and a feast of three and a half days whose half day stays open.
  ['SZ', undefined, '2025-01-02', 'Incwala Festival'],
  ['TR', undefined, '2024-04-09', undefined],
  ['TR', undefined, '2024-04-12', 'End of Ramadan (Eid al-Fitr)'],
])('in %s %s, %s is %s', (country, region, text, expected) => {
  const calendar = calendarOf(country, region)
  expect(calendar.closedBecause(day(text))).toBe(expected)
  expect(calendar.isBusinessDay(day(text))).toBe(expected === undefined)
})

test('a place is named by what is known of it', () => {
  expect(calendarOf('de', 'de-by').place).toBe('DE-BY')
  expect(calendarOf('DE', 'nowhere').place).toBe('DE')
  expect(calendarOf('GB').place).toBe('GB-ENG')
  expect(calendarOf('DE', 'BY')).toBe(calendarOf('DE', 'de-by'))
})

test('an unknown country is open Monday to Friday, and says that its holidays are not known', () => {
  const calendar = calendarOf('XX')
  expect(calendar.place).toContain('the holidays of XX are not known')
  expect(calendar.closedBecause(day('2026-04-04'))).toBe('Saturday (the holidays of XX are not known)')
  expect(calendar.isBusinessDay(day('2026-12-25'))).toBe(true)
  expect(businessDaysBetween(calendar, day('2026-04-03'), day('2026-04-10'))).toBe(5)
})

test.each([
  ['AE', undefined, '2021-12-31', 'Friday'],
  ['AE', undefined, '2022-01-07', undefined],
  ['AE', undefined, '2022-01-09', 'Sunday'],
  ['SA', undefined, '2013-06-27', 'Thursday'],
  ['SA', undefined, '2013-07-04', undefined],
  ['SA', undefined, '2013-07-06', 'Saturday'],
  ['IN', undefined, '2026-11-21', undefined],
  ['MY', '03', '2026-11-20', 'Friday'],
  ['MY', '14', '2026-11-20', undefined],
  ['QA', undefined, '2026-11-20', 'Friday (the holidays of QA are not known)'],
])('the weekend of %s %s: %s is %s', (country, region, text, expected) => {
  expect(calendarOf(country, region).closedBecause(day(text))).toBe(expected)
})

test('weekends are those of the Unicode locale data, but where we know better', () => {
  // Unicode leaves Bangladesh with the world's Saturday and Sunday; YD ceased to be in 1990.
  const known = new Set(['BD', 'YD'])
  const differs: string[] = []
  for (const code of countryCodes()) {
    if (known.has(code)) continue
    const listed = new Intl.Locale(`und-${code}`) as Intl.Locale & { getWeekInfo(): { weekend: number[] } }
    const ours = weekends[code]?.at(-1)?.weekdays ?? [6, 7]
    if (listed.getWeekInfo().weekend.join() !== ours.join()) differs.push(code)
  }
  expect(differs).toEqual([])
})

test('weekends are cited and in order of their days', () => {
  for (const rows of Object.values(weekends)) {
    expect(rows.every((row) => row.cite.length > 10)).toBe(true)
    expect(rows.map((row) => row.from)).toEqual([...new Set(rows.map((row) => row.from))].sort((a, b) => a - b))
  }
})

test('asking a million times is asking a table', () => {
  const calendar = calendarOf('DE', 'BY')
  const first = day('2013-01-01')
  const spent = () => process.threadCpuUsage().user / 1000
  const started = spent()
  let open = 0
  for (let asked = 0; asked < 1_000_000; asked++) if (calendar.isBusinessDay(addDays(first, asked % 5000))) open++
  // Measured 0.16 s; working a year's holidays out each time would take the best part of an hour.
  expect(spent() - started).toBeLessThan(3000)
  expect(open / 1_000_000).toBeCloseTo(0.686, 2)
})

// What two independent lists of holidays disagree about on working days from 2013 to 2027, and why we leave it so. The other
// list holds customs, half days and school holidays as well. A difference that is not here fails, and so does one that is
// here and no longer seen.
const bankOnly = 'banks alone are shut; it is no public holiday'
const halfDay = 'closed from the afternoon on; the morning is open'
const custom = 'kept by custom; nothing is closed by law'
const differences: Readonly<Record<string, { missing?: Record<string, string>; more?: Record<string, string> }>> = {
  AT_COMMON: {
    missing: {
      'Good Friday': 'a holiday of some churches until 2018, since then one each employee may choose',
      "Christmas Eve|New Year's Eve": bankOnly,
    },
  },
  AU_NSW: { more: { 'Anzac Day': 'the library moves it in 2015 and 2020 too, years in which the state did not' } },
  BE_COMMON: { missing: { 'Good Friday|Friday after Ascension Day|Bank Holiday': bankOnly } },
  CH_ZH: {},
  DE_BY: {
    missing: {
      'Assumption Day': 'only where most people are Catholic: ask for BY-KATH',
      '^(Christmas|Winter|Easter/Spring|Ascension/Whit|Summer|Autumn) Break$': 'schools alone',
    },
  },
  ES_COMMON: { more: { 'Christmas Day': 'most autonomous communities move it from Sunday to Monday, not the state' } },
  FR_COMMON: {},
  GB_ENG: {},
  GB_SCT: {},
  IE_COMMON: { more: { 'substitute day': 'banks shut on the Monday; the law only gives employees another day' } },
  NL_COMMON: {},
  SE_COMMON: { missing: { 'from 2pm': halfDay, 'Squeeze day': custom } },
  US_COMMON: {
    missing: {
      "Valentine's|Halloween|Saint Patrick's|Groundhog": custom,
      "Good Friday|Christmas Eve|New Year's Eve": 'no federal holiday (5 U.S.C. 6103); exchanges and some states close',
      'Day After Christmas': 'federal offices alone, by executive order',
      'National Day of Mourning':
        'federal offices and exchanges, by executive order; post alone stopped, banks were open',
      'Election Day': 'a holiday of some states',
    },
  },
  US_CA: {
    missing: {
      "Valentine's|Halloween|Saint Patrick's|Groundhog|Susan B. Anthony": custom,
      "Good Friday|Christmas Eve|New Year's Eve": 'no holiday of the state or half a one',
      'Day After Christmas': 'federal offices alone, by executive order',
      'National Day of Mourning':
        'federal offices and exchanges, by executive order; post alone stopped, banks were open',
      'Election Day|Diwali': 'neither shuts the offices of the state',
    },
  },
  US_NY: {
    missing: {
      "Valentine's|Halloween|Saint Patrick's|Groundhog": custom,
      "Good Friday|Christmas Eve|New Year's Eve": 'no holiday of the state',
      'Day After Christmas': 'federal offices alone, by executive order',
      'National Day of Mourning':
        'federal offices and exchanges, by executive order; post alone stopped, banks were open',
      "Lincoln's Birthday": 'the law moves it from a Sunday to Monday, and not from a Saturday to Friday as in 2022',
    },
    more: { 'Election Day': 'General Construction Law § 24 names each general election day, odd years too' },
  },
}

const reference = new URL('../../../shared/data/reference/holidays/vacanza/', import.meta.url)
const absent = !existsSync(reference)

test.skipIf(absent).each(Object.keys(differences))(
  `%s agrees with an independent list from 2013 to 2027${absent ? ' (skipped: that list lies beside the project, not in it)' : ''}`,
  (file) => {
    const { missing = {}, more = {} } = differences[file]!
    const unexplained: string[] = []
    const seen = new Set<string>()
    const explain = (reasons: Record<string, string>, name: string, text: string) => {
      const pattern = Object.keys(reasons).find((each) => new RegExp(each).test(name))
      if (pattern === undefined) unexplained.push(`${text} ${name}`)
      else seen.add(pattern)
    }
    const [country, region] = file.split('_')
    const calendar = calendarOf(country!, region === 'COMMON' ? undefined : region)
    const listed = referenceOf(file)
    for (const at of workingDays()) {
      const theirs = listed[dayText(at)]
      const ours = calendar.closedBecause(at)
      if (theirs !== undefined && ours === undefined) explain(missing, theirs, dayText(at))
      if (theirs === undefined && ours !== undefined) explain(more, ours, dayText(at))
    }
    expect(unexplained).toEqual([])
    expect([...seen].sort()).toEqual([...Object.keys(missing), ...Object.keys(more)].sort())
  },
)

test.skipIf(absent)('India: its national holidays are known, those of its states are not', () => {
  const listed = referenceOf('IN_COMMON')
  const calendar = calendarOf('IN')
  for (const at of workingDays()) {
    const name = listed[dayText(at)] ?? ''
    if (/Republic Day|Independence Day|Mahatma Gandhi|Good Friday|^Christmas$/.test(name)) {
      expect(calendar.isBusinessDay(at), `${dayText(at)} ${name}`).toBe(false)
    } else if (!calendar.isBusinessDay(at)) {
      expect(name, dayText(at)).not.toBe('')
    }
  }
})

function referenceOf(file: string): Record<string, string> {
  return JSON.parse(readFileSync(new URL(`${file}.json`, reference), 'utf8'))
}

function* workingDays(): Generator<Day> {
  for (let at = day('2013-01-01'); at < day('2028-01-01'); at = addDays(at, 1)) if (weekday(at) <= 5) yield at
}

function* countryCodes(): Generator<string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  for (let first = 65; first <= 90; first++) {
    for (let second = 65; second <= 90; second++) {
      const code = String.fromCharCode(first, second)
      if (names.of(code) !== undefined) yield code
    }
  }
}
