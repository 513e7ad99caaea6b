// What a person's words say about when and how they want to be contacted: "weekdays except 3 to 5 p.m.", "not on Tuesdays", "stop
// calling". It proposes; a person confirms. English; where nothing is understood it says so by giving nothing.

import { type Day, dayOf, parseDay, yearOf } from './day.ts'
import type { Medium } from './law.ts'
import type { Spot, Times } from './told.ts'

export interface Heard {
  /** Times at which they don't want to be contacted. */
  readonly noTimes: readonly Times[]
  readonly until?: Day
  readonly noPlaces: readonly Spot[]
  readonly noMedia: readonly { readonly medium: Medium; readonly address?: string }[]
  /** They cannot speak now: this contact ends, and nothing follows for later ones. */
  readonly busyNow: boolean
  readonly cease: boolean
}

const dayNames: readonly [RegExp, readonly number[]][] = [
  [/\bweek-?days?\b/, [1, 2, 3, 4, 5]],
  [/\bweek-?ends?\b/, [6, 7]],
  [/\bmon(?:day)?s?\b/, [1]],
  [/\btue(?:s(?:day)?)?s?\b/, [2]],
  [/\bwed(?:nesday)?s?\b/, [3]],
  [/\bthu(?:r(?:s(?:day)?)?)?s?\b/, [4]],
  [/\bfri(?:day)?s?\b/, [5]],
  [/\bsat(?:urday)?s?\b/, [6]],
  [/\bsun(?:day)?s?\b/, [7]],
]
const parts: readonly [RegExp, number, number][] = [
  [/\bmornings?\b/, 0, 12 * 60],
  [/\bafternoons?\b/, 12 * 60, 18 * 60],
  [/\bevenings?\b/, 17 * 60, 24 * 60],
  [/\bnights?\b/, 20 * 60, 24 * 60],
  [/\blunch(?:time)?\b/, 12 * 60, 14 * 60],
]
const clock = String.raw`(\d{1,2})(?::(\d{2}))?\s*(am|pm)?`
const range = new RegExp(String.raw`\b${clock}\s*(?:-|–|to|until|till)\s*${clock}(?![\d:])`)
const after = new RegExp(String.raw`\b(?:after|from|past)\s+${clock}(?![\d:])`)
const before = new RegExp(String.raw`\b(?:before|until|till)\s+${clock}(?![\d:])`)
const allDay = 24 * 60

/** Reads one or several statements; `on` is the day they were made. */
export function heard(text: string, on: Day): Heard {
  const said = fold(text)
  return {
    noTimes: timesIn(said),
    until: untilIn(said, on),
    noPlaces: placesIn(said),
    // "Never call before noon" is about a time, not about calls.
    noMedia: clausesOf(said).flatMap((clause) =>
      timesIn(clause).length + placesIn(clause).length > 0 ? [] : mediaIn(clause, text),
    ),
    busyNow:
      /\b(?:busy|can(?:no|')?t (?:talk|speak)|bad time|call(?:ing)? (?:me )?back later|in a meeting|driving)\b/.test(
        said,
      ),
    // "Do not contact me before nine" is about a time.
    cease: clausesOf(said).some(
      (clause) =>
        timesIn(clause).length + placesIn(clause).length === 0 &&
        /\b(?:stop|cease|quit|end) (?:all )?(?:contact|communicat|contacting|collection)|leave me alone|do(?: no|n')t contact me\b|no further contact/.test(
          clause,
        ),
    ),
  }
}

function clausesOf(said: string): string[] {
  return said.split(/[;\n]|\.(?=\s)/)
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\b([ap])\.?\s?m\b\.?/g, '$1m')
    .replace(/\bnoon\b/g, '12:00')
    .replace(/\bmidnight\b/g, '24:00')
    .replace(/\bbetween\s+(.{1,12}?)\s+and\s+/g, '$1-')
}

function timesIn(said: string): Times[] {
  const refused: Times[] = []
  const welcome: Times[] = []
  let good = false
  // A clause keeps the sense of the one before it, until a word turns it.
  for (const clause of said.split(/[;.\n]|,(?!\d)/)) {
    for (const [i, part] of clause.split(/\b(?:except|but not|other than)\b/).entries()) {
      const sense: boolean = i > 0 ? false : (senseOf(part) ?? good)
      if (i === 0) good = sense
      for (const times of part.split(/\band\b|\bor\b/).flatMap(timesOf))
        (sense ? welcome : refused).push(inside(times, i > 0 ? clause : ''))
    }
  }
  return [...refused, ...(welcome.length > 0 ? outside(welcome) : [])]
}

// What is left out of "weekdays except 3 to 5" is left out on weekdays.
function inside(times: Times, clause: string): Times {
  if (times.weekdays || clause === '') return times
  const days = dayNames.filter(([name]) => name.test(clause)).flatMap(([, numbers]) => numbers)
  return days.length > 0 ? { ...times, weekdays: days } : times
}

/** True where the clause says when it suits them, false where it says when it does not, undefined where it says neither. */
function senseOf(clause: string): boolean | undefined {
  if (
    /\b(?:in|un)convenient\b|\bnot? (?:convenient|good|ok|okay|possible|on|at|before|after|during)\b|: ?no\b|\bcannot\b|\bcan't\b|\bdon't\b|\bdo not\b|\bnever\b|\bdisturb|\bbusy\b|\bstop\b|\bunavailable\b|\bnot (?:\w+ )?available\b|n't (?:\w+ )?available\b/.test(
      clause,
    )
  ) {
    return false
  }
  if (
    /\bconvenient\b|\bonly\b|\bok(?:ay)?\b|\bfine\b|\bbest\b|\bprefer|\bcan call\b|\bmay call\b|\bplease call\b|\bavailable\b|: ?yes\b|\b(?:call|ring|phone|text|reach|contact|try) me\b|\bany ?time\b/.test(
      clause,
    )
  ) {
    return true
  }
  return undefined
}

function timesOf(part: string): Times[] {
  const days = dayNames.filter(([name]) => name.test(part)).flatMap(([, numbers]) => numbers)
  const span = spanIn(part)
  if (days.length === 0 && !span) return []
  return [{ ...(days.length > 0 ? { weekdays: days } : {}), ...span }]
}

function spanIn(part: string): { from?: number; until?: number } | undefined {
  const both = range.exec(part)
  if (both) {
    const [, h1, m1, a1, h2, m2, a2] = both
    const until = minutes(h2!, m2, a2)
    let from = minutes(h1!, m1, a1 ?? a2)
    if (a1 === undefined && from > until) from = minutes(h1!, m1, 'am')
    return { from, until }
  }
  const late = after.exec(part)
  if (late) return { from: minutes(late[1]!, late[2], late[3]) }
  const early = before.exec(part)
  if (early) return { until: minutes(early[1]!, early[2], early[3]) }
  const named = parts.find(([name]) => name.test(part))
  return named && { from: named[1], until: named[2] }
}

function minutes(hour: string, minute: string | undefined, half: string | undefined): number {
  const twelve = Number(hour) % 12
  const hours = half === 'pm' ? twelve + 12 : half === 'am' ? twelve : Number(hour)
  return hours * 60 + Number(minute ?? 0)
}

// Who says when it suits says thereby when it does not.
function outside(welcome: readonly Times[]): Times[] {
  const closed: Times[] = []
  for (let weekday = 1; weekday <= 7; weekday++) {
    const open = welcome
      .filter((times) => !times.weekdays || times.weekdays.includes(weekday))
      .map((times) => [times.from ?? 0, times.until ?? allDay] as const)
      .sort((a, b) => a[0] - b[0])
    let at = 0
    for (const [from, until] of open) {
      if (from > at) closed.push({ weekdays: [weekday], from: at, until: from })
      at = Math.max(at, until)
    }
    if (at < allDay) closed.push(at === 0 ? { weekdays: [weekday] } : { weekdays: [weekday], from: at, until: allDay })
  }
  return closed
}

function untilIn(said: string, on: Day): Day | undefined {
  if (/\b(?:end of the (?:calendar )?year|this year|year'?s end)\b/.test(said)) return dayOf(yearOf(on) + 1, 1, 1)
  const named = /\b(?:until|till|through) (\d{4}-\d{2}-\d{2})\b/.exec(said)
  return named ? parseDay(named[1]!) : undefined
}

function placesIn(said: string): Spot[] {
  if (!/\b(?:not|never|no|stop)\b|n't\b/.test(said)) return []
  const spots: Spot[] = []
  if (/\b(?:at|to) (?:my |their |his |her )?(?:work|office|job|workplace|place of employment)\b/.test(said))
    spots.push('work')
  if (/\b(?:at|to) (?:my |their |his |her )?(?:home|house)\b/.test(said)) spots.push('home')
  return spots
}

const mediaWords: readonly [RegExp, Medium][] = [
  [
    /\b(?:stop|quit|no more|don't|do not|not|never|no)\b[^;.]*?\b(?:call(?:s|ing)?|phon(?:e|ing)|telephon\w*|ring(?:ing)?)\b/,
    'phone',
  ],
  [
    /\b(?:stop|quit|no more|don't|do not|never|no|opt(?:s|ed|ing)?[- ]out|unsubscribe)\b[^;.]*?\be-?mail(?:s|ing)?\b/,
    'email',
  ],
  [/\b(?:stop|quit|no more|don't|do not|never|no|opt(?:s|ed|ing)?[- ]out)\b[^;.]*?\b(?:text(?:s|ing)?|sms)\b/, 'sms'],
  [
    /\b(?:stop|quit|no more|don't|do not|never|no)\b[^;.]*?\b(?:letter(?:s)?|writ(?:e|ing)|mail(?:s|ing)?)\b(?! address)/,
    'letter',
  ],
]

// Who wants one way only wants no other; "in writing" is a letter or an email.
const onlyWords: readonly [RegExp, readonly Medium[]][] = [
  [/\b(?:only|just) in writing\b|\bin writing only\b|\bonly (?:write|written)\b/, ['letter', 'email']],
  [/\b(?:only|just) (?:by |via |through |per |use )?email\b|\bemail only\b/, ['email']],
  [
    /\b(?:only|just) (?:by |via |through |per |use )?(?:letter|mail|post)\b|\b(?:letters?|mail|post) only\b/,
    ['letter'],
  ],
  [/\b(?:only|just) (?:by |via |through |per |use )?(?:text|sms)\b|\b(?:text|sms) only\b/, ['sms']],
  [/\b(?:only|just) (?:by |via |through |per |use )?(?:phone|telephone|calls?)\b|\b(?:phone|calls?) only\b/, ['phone']],
]

function mediaIn(said: string, text: string): Heard['noMedia'] {
  const only = onlyWords.find(([words]) => words.test(said.replace(/\be-mail/g, 'email')))
  if (only && !/\b(?:not|never|don't)\b/.test(said)) {
    const other = ['phone', 'email', 'sms', 'letter', 'visit', 'social'] as const
    return other.filter((medium) => !only[1].includes(medium)).map((medium) => ({ medium }))
  }
  const without = said.replace(/\be-mail/g, 'email')
  const found = mediaWords.filter(([words]) => words.test(without)).map(([, medium]) => medium)
  // "email" holds "mail": a letter is meant only where it stands alone.
  const mediaSaid = found.filter(
    (medium) => medium !== 'letter' || /(?<![e-])\b(?:mail|letter|writ)/.test(without.replace(/email\w*/g, '')),
  )
  const address = /\baddress(?: or number)? ([A-Z0-9]\b|\S+@\S+)/i.exec(text)?.[1] ?? /\S+@\S+\.\w+/.exec(text)?.[0]
  return mediaSaid.map((medium) => (address && medium !== 'phone' ? { medium, address } : { medium }))
}
