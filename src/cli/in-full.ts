// `dunwell in-full`: money marked as settling all that is owed, which waits for a person's answer.

import { type Command, Option } from 'commander'
import { dayText } from '../core/day.ts'
import { keyOf, publicId } from '../core/id.ts'
import { type InFullAnswer, inFullAnswers } from '../core/in-full.ts'
import { moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { answerInFull, askForLine, type Question, questionOf } from '../engine/in-full.ts'
import { findBankLine } from '../store/bank.ts'
import { findDebtor } from '../store/debtor.ts'
import { type OfferInFull, waitingOffers } from '../store/in-full.ts'
import { atDesk, type CommonOptions, columns, command, type Wiring } from './desk.ts'

export function inFull(program: Command, wiring: Wiring): void {
  const parent = program
    .command('in-full')
    .description('money marked as settling all that is owed: never booked by itself')
  command(parent, 'list', 'what waits for an answer, the oldest first', './dunwell in-full list', {
    json: true,
  }).action((options: CommonOptions) =>
    atDesk(wiring, (desk) =>
      desk.tx(async (tx) => {
        const found = await waitingOffers(tx)
        const body = found.map((it) => [
          publicId('off', it),
          dayText(it.day),
          moneyText(it.amountMinor, it.currency),
          it.debtorName,
          `“${it.words}”`,
        ])
        return {
          json: found.map((it) => ({ ...it, id: publicId('off', it), day: dayText(it.day) })),
          text:
            found.length === 0
              ? 'Nothing is marked as settling all.'
              : `${columns(['id', 'day', 'amount', 'customer', 'says'], body)}\n\n./dunwell in-full show ID says what taking it may mean.`,
        }
      }),
    )(options),
  )
  command(parent, 'show', 'what it may mean to take it, and what may be answered', './dunwell in-full show off_…', {
    json: true,
  })
    .argument('<id>', 'from "in-full list"')
    .action((id: string, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const key = keyOf('off', id)
          const offer = (await waitingOffers(tx)).find((it) => it.book === key.book && it.id === key.id)
          if (!offer)
            throw problem('offer.unknown', `${quoted(id)} does not wait.`, 'See what waits: ./dunwell in-full list')
          const question = await questionOf(tx, offer)
          return { json: question, text: questionText(offer, question) }
        }),
      )(options),
    )
  command(
    parent,
    'line',
    'a bank line is marked so: say whose it is',
    './dunwell in-full line 019ccc2e-3a00-7a53-8f0d-6f1d4b6a2c11 "Meyer GmbH"',
    { json: true },
  )
    .argument('<line>', 'from "bank list"')
    .argument('<customer>', 'number, name or a part of it')
    .action((id: string, customer: string, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const line = /^[0-9a-f-]{36}$/.test(id) ? await findBankLine(tx, id) : undefined
          if (!line)
            throw problem('bank.no_line', `There is no bank line ${quoted(id)}.`, 'See them: ./dunwell bank list')
          const offer = await askForLine(tx, desk, line, await findDebtor(tx, customer))
          const question = await questionOf(tx, offer)
          return { json: question, text: questionText(offer, question) }
        }),
      )(options),
    )
  command(
    parent,
    'answer',
    'accept it and let the rest go, take it as a part and say so, or send it back',
    './dunwell in-full answer off_… --as part',
    { json: true },
  )
    .argument('<id>', 'from "in-full list"')
    .addOption(new Option('--as <answer>', 'what is made of it').choices(inFullAnswers).makeOptionMandatory())
    .action((id: string, options: CommonOptions & { as: InFullAnswer }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const done = await answerInFull(tx, desk, keyOf('off', id), options.as)
          const { currency, amountMinor } = done.offer
          const sum = moneyText(amountMinor, currency)
          const text = {
            accept: `${sum} is booked and accepted in full; ${moneyText(done.letGoMinor, currency)} is let go.`,
            part: `${sum} is booked as a part payment. Write to them at once:\n\n${done.reply}`,
            'send-back': `${sum} is booked nowhere. Send it back from your bank; the claims are chased again.`,
          }[options.as]
          const json = { offer: id, answer: options.as, payment: done.money?.id ?? null, letGoMinor: done.letGoMinor }
          return { json: { ...json, reply: done.reply ?? null }, text }
        }),
      )(options),
    )
}

/** The question, with what a person needs to answer it. */
export function questionText(it: OfferInFull, { offer, mark, openMinor, rule }: Question): string {
  return [
    `${moneyText(it.amountMinor, it.currency)} came on ${dayText(it.day)} marked “${mark}”. It is booked nowhere: taking it may accept it as full payment.`,
    `Open of what it is meant for: ${moneyText(openMinor, it.currency)}. Chasing of that rests until you answer.`,
    `${rule.says} (${rule.cite}; ${rule.sure === 'memory' ? 'from memory, not read: ask a lawyer' : `read: ${rule.sure}`})`,
    `  ./dunwell in-full answer ${offer} --as accept      the rest is let go`,
    `  ./dunwell in-full answer ${offer} --as part        booked as a part payment, with the reply to send`,
    `  ./dunwell in-full answer ${offer} --as send-back   booked nowhere; you pay it back`,
  ].join('\n')
}
