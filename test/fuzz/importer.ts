// What every importer must hold to when its files are spoiled: a file is read soundly or refused with a Problem, and soon; and where a sum or
// a day in a known place is changed, the result shows that change in that place alone, or the file or its row is refused.

import { Problem } from '../../src/core/problem.ts'
import { mutated } from '../mutate.ts'
import { dice, spoiled } from './spoil.ts'

/** What an importer makes of one entry, row or invoice: by a name of its own within the sample. */
export interface Fact {
  readonly of: string
  readonly amountMinor: number
  readonly day: string
}

/** A sum or a day in a sample: what stands right before it, how it is written, and whose it is. */
export interface Place {
  readonly sample: number
  readonly what: 'amount' | 'day'
  readonly before: string
  readonly text: string
  readonly of: string
}

export interface Importer {
  readonly name: string
  /** Sound files; text is spoiled by lines and values too. */
  readonly samples: readonly Buffer[]
  readonly places?: readonly Place[]
  /** Throws a Problem for what it refuses, and an Error for what it should have. */
  readonly read: (bytes: Buffer) => Promise<readonly Fact[]>
  readonly close?: () => Promise<void>
}

type Draw = (below: number) => number
const slowMs = 2_000
const triesWhenSlow = 2
const broken = ['', 'O', '1e5', '12..50', 'NaN', '--5', '0x10', '1;2', '٣٤']

/** What is wrong with how a spoiled file was read; undefined where nothing is. */
export async function wrongWith(it: Importer, seed: number): Promise<string | undefined> {
  const draw = dice(Math.imul(seed + 1, 2_654_435_761) >>> 0)
  for (let i = 0; i < 8; i += 1) draw(2)
  const places = it.places ?? []
  if (places.length > 0 && draw(3) === 0) return changed(it, places[draw(places.length)]!, draw)
  const sample = it.samples[draw(it.samples.length)]!
  const bytes = draw(2) === 0 ? mutated(sample, draw) : Buffer.from(spoiled(sample.toString('latin1'), draw), 'latin1')
  return (await timed(it, bytes)).wrong
}

/** Reads a file; what is wrong is a crash, a refusal without words, or too much time. */
async function timed(it: Importer, bytes: Buffer): Promise<{ facts?: readonly Fact[]; wrong?: string }> {
  const result: { facts?: readonly Fact[]; wrong?: string } = {}
  const read = async () => {
    try {
      result.facts = await it.read(bytes)
    } catch (error) {
      if (!(error instanceof Problem)) result.wrong = `it crashed: ${error instanceof Error ? error.stack : error}`
      else if (error.facts.says.length < 10 || error.facts.fix.length < 10)
        result.wrong = `it is refused without words: ${error.message}`
    }
  }
  let ms = await took(read)
  // A slow file is slow each time; a machine that others are busy on is so now and then.
  for (let i = 0; ms > slowMs && i < triesWhenSlow; i++) ms = Math.min(ms, await took(read))
  if (ms > slowMs) result.wrong ??= `it took ${Math.round(ms)} ms`
  if (result.wrong !== undefined) result.wrong += `\n${bytes.toString('latin1').slice(0, 4000)}`
  return result
}

/** Of the two clocks the one that ran less: what waits for its turn on a busy machine is no slow reader. */
async function took(read: () => Promise<void>): Promise<number> {
  const [wall, cpu] = [performance.now(), process.cpuUsage()]
  await read()
  const used = process.cpuUsage(cpu)
  return Math.min(performance.now() - wall, (used.user + used.system) / 1000)
}

/** What each sample says as it stands. */
const before = new Map<Buffer, readonly Fact[]>()

/** Changes a sum or a day in a known place, and holds what was read against what was there. */
async function changed(it: Importer, place: Place, draw: Draw): Promise<string | undefined> {
  const sample = it.samples[place.sample]!.toString('latin1')
  const at = sample.indexOf(place.before + place.text)
  if (at === -1) throw new Error(`${it.name}: ${place.before}${place.text} does not stand in its sample`)
  const was = before.get(it.samples[place.sample]!) ?? (await it.read(it.samples[place.sample]!))
  before.set(it.samples[place.sample]!, was)
  const own = was.find((fact) => fact.of === place.of)
  if (own === undefined) throw new Error(`${it.name}: ${place.of} is none of ${was.map((fact) => fact.of).join(', ')}`)
  const digit = draw(3) > 0
  const text = digit
    ? withDigit(place.text, draw)
    : place.what === 'day'
      ? place.text.replace(/\d/g, '9')
      : brokenOf(place.text, draw)
  const from = at + place.before.length
  const bytes = Buffer.from(sample.slice(0, from) + text + sample.slice(from + place.text.length), 'latin1')
  const { facts, wrong } = await timed(it, bytes)
  if (wrong !== undefined || facts === undefined) return wrong
  const said = `${place.text} became ${JSON.stringify(text)} and`
  const now = facts.find((fact) => fact.of === place.of)
  for (const fact of was) {
    if (fact.of === place.of) continue
    const same = facts.find((one) => one.of === fact.of)
    if (same?.amountMinor !== fact.amountMinor || same.day !== fact.day)
      return `${it.name}: ${said} ${fact.of} changed from ${JSON.stringify(fact)} to ${JSON.stringify(same)}`
  }
  if (facts.some((fact) => !was.some((one) => one.of === fact.of))) return `${it.name}: ${said} something else was read`
  if (now === undefined) return undefined
  if (!digit) return `${it.name}: ${said} was read as ${JSON.stringify(now)}`
  if (place.what === 'day') {
    return now.day === own.day || now.amountMinor !== own.amountMinor
      ? `${it.name}: ${said} was read as ${JSON.stringify(now)}`
      : undefined
  }
  const digits = (one: string) => Number(one.replace(/\D/g, ''))
  const wanted = (own.amountMinor * digits(text)) / digits(place.text)
  return now.amountMinor === wanted && now.day === own.day
    ? undefined
    : `${it.name}: ${said} was read as ${JSON.stringify(now)}, not ${wanted}`
}

function withDigit(text: string, draw: Draw): string {
  const places = [...text].flatMap((letter, at) => (/\d/.test(letter) ? [at] : []))
  const at = places[draw(places.length)]!
  return text.slice(0, at) + String((Number(text[at]) + 1 + draw(9)) % 10) + text.slice(at + 1)
}

function brokenOf(text: string, draw: Draw): string {
  const put = broken[draw(broken.length)]!
  return Buffer.from(put === 'O' ? text.replace(/\d/, 'O') : put).toString('latin1')
}
