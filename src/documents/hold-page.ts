// The page behind "hold this": what would be held, and one button. Opening it changes nothing; it needs no script and no sign-in.

import type { Day } from '../core/day.ts'
import { dayIn } from './format.ts'
import { escaped, page } from './pay-page.ts'

const words = {
  en: {
    ask: (name: string) => `Hold ${name}?`,
    says: (until: string) =>
      `Nothing more is written to them before ${until}. It can be lifted at the desk at any time.`,
    go: 'Hold',
    held: (name: string) => `${name} is held.`,
    heldSays: (until: string) => `Nothing is written to them before ${until}.`,
    used: 'This link has done its work already.',
    usedSays: 'What is held, and what is not, stands at the desk.',
    over: 'This link is too old.',
    nowhere: 'This link leads nowhere.',
    nowhereSays: 'Take the link of the latest mail, or look at the desk.',
  },
  de: {
    ask: (name: string) => `${name} anhalten?`,
    says: (until: string) =>
      `Vor dem ${until} wird ihnen nichts mehr geschrieben. Am Schreibtisch lässt sich das jederzeit aufheben.`,
    go: 'Anhalten',
    held: (name: string) => `${name} ist angehalten.`,
    heldSays: (until: string) => `Vor dem ${until} wird ihnen nichts geschrieben.`,
    used: 'Dieser Link hat seine Arbeit schon getan.',
    usedSays: 'Was angehalten ist und was nicht, steht am Schreibtisch.',
    over: 'Dieser Link ist zu alt.',
    nowhere: 'Dieser Link führt nirgendwohin.',
    nowhereSays: 'Nehmen Sie den Link der neuesten E-Mail, oder sehen Sie am Schreibtisch nach.',
  },
}

export interface HoldPage {
  readonly language: 'en' | 'de'
  readonly business: string
}

const frame = ({ language, business }: HoldPage) => ({ language, creditor: { name: business } })
const said = (text: string) => `<section><p>${escaped(text)}</p></section>`

/** Asks once more; `token` is the last part of its own address. */
export function askToHold(it: HoldPage, name: string, until: Day, token: string): string {
  const w = words[it.language]
  return page(frame(it), w.ask(name), [
    said(w.says(dayIn(until, it.language))),
    `<form method="post" action="${escaped(token)}"><button>${escaped(w.go)}</button></form>`,
  ])
}

export function heldPage(it: HoldPage, name: string, until: Day): string {
  const w = words[it.language]
  return page(frame(it), w.held(name), [said(w.heldSays(dayIn(until, it.language)))])
}

export function spentHoldPage(it: HoldPage, why: 'used' | 'over' | 'nowhere'): string {
  const w = words[it.language]
  return page(frame(it), w[why], [said(why === 'nowhere' ? w.nowhereSays : w.usedSays)])
}
