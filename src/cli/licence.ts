// `dunwell licence`: licences to collect for others, by place; which end soon, and where one is needed and none is kept.

import type { Command } from 'commander'
import { type Day, dayText, day as parse } from '../core/day.ts'
import { inForce, reaches } from '../core/law.ts'
import { problem, quoted } from '../core/problem.ts'
import { houseLaw } from '../engine/legal.ts'
import { placeName } from '../rules/place-names.ts'
import { addLicence, endLicence, type Licence, readLicences } from '../store/licence.ts'
import { atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'

export function licences(program: Command, wiring: Wiring): void {
  const licence = program.command('licence').description('licences to collect for others, by place')
  command(
    licence,
    'add',
    'keep a licence',
    './dunwell licence add US-WA --number 604-123-456 --from 2026-01-01 --until 2027-01-01',
    { json: true },
  )
    .argument('<place>')
    .requiredOption('--number <text>')
    .requiredOption('--from <day>')
    .option('--until <day>', 'not included')
    .action((place: string, options: CommonOptions & { number: string; from: string; until?: string }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          if (!/^[A-Z]{2}(-[A-Z0-9]{1,3}){0,2}$/.test(place)) {
            throw problem('licence.place', `${quoted(place)} is no place.`, 'Write a country or a region: US-WA, DE.')
          }
          const until = options.until ? parse(options.until) : undefined
          await addLicence(tx, { place, number: options.number, from: parse(options.from), until })
          return { text: `Licence ${options.number} for ${place} is kept.`, json: { place, number: options.number } }
        }),
      )(options),
    )
  command(licence, 'list', 'all of them', './dunwell licence list', { json: true }).action((options: CommonOptions) =>
    atDesk(wiring, (desk) =>
      desk.tx(async (tx) => {
        const found = await readLicences(tx)
        const shown = found.map((it) => [
          it.place,
          it.number,
          dayText(it.from),
          it.until === undefined ? '' : dayText(it.until),
          stateOf(it, desk.today),
        ])
        const table =
          found.length === 0 ? 'No licence is kept.' : columns(['place', 'number', 'from', 'until', ''], shown)
        const lacking = lacks(desk, found)
        return {
          text: lacking.length === 0 ? table : `${table}\n\n${lacking.join('\n')}`,
          json: {
            licences: found.map(({ from, until, ...it }) => ({
              ...it,
              from: dayText(from),
              until: until === undefined ? null : dayText(until),
              state: stateOf({ ...it, from, until }, desk.today),
            })),
            lacking,
          },
        }
      }),
    )(options),
  )
  command(licence, 'end', 'it is no longer in force', './dunwell licence end 604-123-456', { json: true })
    .argument('<number>')
    .option('--on <day>')
    .action((number: string, options: CommonOptions & { on?: string }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          await endLicence(tx, number, options.on ? parse(options.on) : desk.today)
          return { text: `Licence ${number} is no longer in force.`, json: { number } }
        }),
      )(options),
    )
}

const soonDays = 60

function stateOf(it: Omit<Licence, 'id'>, today: Day): string {
  if (it.from > today) return 'not yet in force'
  if (it.until === undefined) return 'in force'
  if (it.until <= today) return 'ended'
  const left = it.until - today
  return left <= soonDays ? `ends in ${left} ${left === 1 ? 'day' : 'days'}: renew it` : 'in force'
}

/** Sentences about licences that end within sixty days, or have ended without another for their place. */
export async function endingLicences(desk: Desk): Promise<string[]> {
  const found = await desk.tx(readLicences)
  return found.flatMap((it) => {
    if (it.until === undefined || it.until > desk.today + soonDays) return []
    const next = found.some(
      (other) =>
        other.id !== it.id &&
        reaches(other.place, it.place) === 'sure' &&
        (other.until === undefined || other.until > it.until!) &&
        other.from <= it.until!,
    )
    if (next) return []
    const ends = it.until <= desk.today ? 'ended on' : 'ends on'
    return [`${it.number} for ${placeName(it.place)} ${ends} ${dayText(it.until)}, and none follows it.`]
  })
}

// Only who collects for others is asked; whether customers live there is for the gate to see.
function lacks(desk: Desk, licences: readonly Licence[]): string[] {
  const law = houseLaw(desk.workspace, licences)
  if (law.collector === 'creditor') return []
  return law.rules
    .filter((rule) => rule.effect.kind === 'licence' && inForce(rule, desk.today))
    .filter((rule) => rule.binds.collectors.includes(law.collector) && !law.licensedIn(rule.place, desk.today))
    .map((rule) => `None in force for ${placeName(rule.place)}: nothing goes there (${rule.cite}).`)
}
