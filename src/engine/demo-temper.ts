// The temperaments of the demo's customers, as chances: when they pay by themselves, what a reminder does to them, and what they
// say on the phone.

import { addDays, type Day } from '../core/day.ts'
import { rank, type Stage } from '../core/policy.ts'
import type { Dice, Temperament } from './demo-draw.ts'

/** The day on which a claim is paid though nobody asks; undefined where it takes a reminder. */
export function spontaneous(
  temperament: Temperament,
  roll: Dice,
  facts: { due: Day; issuedOn: Day; opensOn: Day },
): Day | undefined {
  const { due, issuedOn, opensOn } = facts
  const after = (least: number, most: number) => addDays(due, Math.max(issuedOn + 1 - due, roll.from(least, most)))
  switch (temperament) {
    case 'prompt':
      return after(-7, 1)
    case 'forgetful':
      return roll.chance(0.62) ? after(-4, 2) : undefined
    case 'late':
      return after(5, 19)
    case 'slow':
      return roll.chance(0.3) ? after(24, 60) : undefined
    case 'disputing':
      return roll.chance(0.6) ? after(-2, 12) : undefined
    case 'struggling':
      return roll.chance(0.4) ? after(3, 22) : undefined
    case 'vanished':
      return issuedOn < addDays(opensOn, 30) ? after(-1, 9) : addDays(due, 3_000)
    case 'scripted':
      return undefined
  }
}

// Of a hundred who waited so far, how many act on this stage.
const actOn: Readonly<Record<Temperament, readonly [friendly: number, second: number, firm: number, final: number]>> = {
  prompt: [80, 90, 95, 95],
  forgetful: [68, 82, 90, 95],
  late: [20, 40, 60, 80],
  slow: [6, 22, 55, 85],
  disputing: [40, 60, 80, 90],
  struggling: [15, 40, 50, 60],
  vanished: [0, 0, 0, 0],
  scripted: [0, 0, 0, 0],
}

/** What a reminder of this stage brings about, and after how many days. */
export function paysAfter(
  temperament: Temperament,
  stage: Stage,
  roll: Dice,
): { how: 'all' | 'part' | 'promise'; days: number } | undefined {
  const at = rank(stage) >= rank('final') ? 3 : stage === 'firm' ? 2 : stage === 'second' ? 1 : 0
  if (!roll.chance(actOn[temperament][at]! / 100)) return undefined
  const days = temperament === 'slow' || temperament === 'struggling' ? roll.from(4, 10) : roll.from(1, 6)
  if (temperament !== 'struggling' || at === 0) return { how: 'all', days }
  return { how: roll.of(['all', 'part', 'promise', 'promise'] as const), days }
}

export interface Call {
  readonly outcome: 'reached' | 'left_message' | 'no_answer' | 'not_made'
  readonly note: string
  readonly promises?: 'all' | 'part'
}

const reach: Readonly<Record<Temperament, number>> = {
  prompt: 80,
  forgetful: 75,
  late: 70,
  slow: 50,
  disputing: 65,
  struggling: 60,
  vanished: 0,
  scripted: 0,
}

/** How a call goes. `open`: something still waits for them to act. */
export function answered(temperament: Temperament, roll: Dice, open: boolean): Call {
  if (!roll.chance(reach[temperament] / 100)) {
    return roll.chance(0.5)
      ? { outcome: 'left_message', note: 'Left a message and asked to be called back.' }
      : { outcome: 'no_answer', note: 'Nobody picked up.' }
  }
  if (!open) return { outcome: 'reached', note: 'They have it in hand and will not need another reminder.' }
  if (temperament === 'struggling' && roll.chance(0.6))
    return { outcome: 'reached', note: 'Money is tight; they will pay a part first.', promises: 'part' }
  if (roll.chance(0.8)) return { outcome: 'reached', note: 'It goes into their next payment run.', promises: 'all' }
  return { outcome: 'reached', note: 'They will look into it.' }
}

export const causes = [
  'two boxes arrived damaged',
  'three items short of the delivery note',
  'the price differs from the quotation',
  'the wrong size was delivered',
  'it was cancelled before delivery',
] as const

export const questions = [
  { asks: 'a copy of the invoice', answer: 'Copy sent by email.' },
  { asks: 'the purchase order it belongs to', answer: 'Order number and signed order sent.' },
  { asks: 'proof of delivery', answer: 'Signed delivery note sent.' },
  { asks: 'why the price went up', answer: 'Price list of the day sent, with the agreed notice.' },
] as const
