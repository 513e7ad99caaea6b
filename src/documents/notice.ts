// Checks that the words of a notice still say all that its law asks for: each template is written out with made-up facts, and
// every item of rules/notices.ts must stand in the result. Says which item is missing and where it is written.

import { type Day, day } from '../core/day.ts'
import { problem } from '../core/problem.ts'
import { type NoticeItem, noticeRules } from '../rules/notices.ts'
import type { MessageFacts } from './facts.ts'
import { dayIn, moneyIn } from './format.ts'
import type { NoticeWords } from './notice-facts.ts'
import { renderMessage } from './render.ts'
import { sampleClaim, sampleMessage } from './samples.ts'
import type { Template } from './template.ts'

const endsOn = day('2027-09-17')
const payBy = day('2027-11-23')

/** Made-up facts in which every value is unlike the others. */
function sampleNotice(over: Partial<NoticeWords['claims'][number]> = {}): NoticeWords {
  return {
    endsOn,
    supervisor: 'Aufsichtsamt Musterstadt, Amtsweg 3, 20099 Musterstadt, amt@aufsicht.example',
    lawText: 'Les frais de recouvrement … (texte de la loi) … à la charge du créancier … le débiteur de mauvaise foi …',
    licences: 'US-XX 604-777-111',
    consumerFinance: true,
    claims: [
      {
        number: 'R-117',
        currency: 'EUR',
        creditor: 'Hafenstrom Ltd',
        creditorAddress: '9 Pier Road, 20457 Hamburg',
        creditorThen: 'Alte Hafenbank AG',
        accountNumber: '…7788',
        ground: 'delivery of a pump',
        contractOn: day('2025-10-07'),
        itemizedBy: 'last_payment',
        itemizedOn: day('2025-12-09'),
        thenMinor: 1_111_00,
        interestMinor: 140_11,
        feesMinor: 22_22,
        paymentsMinor: 30_33,
        creditsMinor: 3_00,
        nowMinor: 1_240_00,
        principalMinor: 1_200_00,
        partInterestMinor: 33_00,
        partOtherMinor: 7_00,
        costsMinor: 217_91,
        interestSays: 'Interest at 5 points above the base rate on 1,200.00 since 1 March 2026.',
        costsSay: 'A fee of 7.00 for one letter.',
        vatSays: 'The client cannot deduct VAT on these costs.',
        addressSource: 'from the register of residents',
        assignment: 'assigned by Alte Hafenbank AG on 2 January 2026',
        instalments: 'an offer of 20.00 a month was refused, as it covers no interest',
        ...over,
      },
    ],
  }
}

/** A message about one claim of 1,240.00, as a notice names it. */
export function sampleNoticeMessage(template: Template, over: Partial<MessageFacts> = {}): MessageFacts {
  return sampleMessage({
    language: template.language,
    claims: [sampleClaim({ number: 'R-117' })],
    payBy,
    notice: sampleNotice(),
    ...over,
  })
}

/** A Problem that names the first item the template has lost; nothing where it is no notice. */
export function checkNotice(template: Template): void {
  if (!template.notice) return
  const message = sampleNoticeMessage(template)
  const said = flat(renderMessage(template, message).text)
  const [lost] = lostItems(template, message, said)
  if (lost) throw lostItem(template, lost)
  const { noPayBy } = noticeRules[template.notice]
  if (noPayBy && said.includes(flat(dayIn(payBy, template.language)))) {
    throw problem(
      'notice.overshadows',
      `The template ${template.language}/${template.id} asks to be paid by a day: that overshadows the right to dispute (${noPayBy.cite}).`,
      'Take the day to pay by out of it.',
    )
  }
}

/** The items of its law that do not stand in what a notice says, in its words or read back from its paper. */
export function lostItems(template: Template, message: MessageFacts, said: string): NoticeItem[] {
  const values = valuesOf(message, template.language)
  return noticeRules[template.notice!].items.filter(
    (item) =>
      (item.phrases !== undefined && !item.phrases[template.language]?.test(said)) ||
      (item.values ?? []).some((name) => !said.includes(flat(values[name]!))),
  )
}

function lostItem(template: Template, { says, cite, phrases }: NoticeItem) {
  const unknown = phrases !== undefined && phrases[template.language] === undefined
  return problem(
    'notice.item',
    unknown
      ? `No words in the language ${template.language} are known that say ${says} (${cite}).`
      : `The template ${template.language}/${template.id} does not say ${says} (${cite}).`,
    unknown ? 'Write the notice in a language it comes in.' : `Put it back: ./dunwell template show ${template.id}`,
  )
}

function valuesOf(message: MessageFacts, language: string): Record<string, string> {
  const { creditor, debtor, notice } = message
  const one = notice!.claims[0]!
  const money = (minor: number) => moneyIn(minor, one.currency, language)
  const date = (value: Day) => dayIn(value, language)
  return {
    ...(Object.fromEntries(Object.entries(one).filter(([, value]) => typeof value === 'string')) as Record<
      string,
      string
    >),
    collector: creditor.name,
    collectorAddress: creditor.addressLines.join(', '),
    debtor: debtor.name,
    debtorAddress: debtor.addressLines.join(', '),
    contractOn: date(one.contractOn),
    itemizedOn: date(one.itemizedOn),
    endsOn: date(notice!.endsOn),
    amountThen: money(one.thenMinor),
    interest: money(one.interestMinor),
    fees: money(one.feesMinor),
    payments: money(one.paymentsMinor),
    credits: money(one.creditsMinor),
    now: money(one.nowMinor),
    principal: money(one.principalMinor),
    partInterest: money(one.partInterestMinor),
    partOther: money(one.partOtherMinor),
    costs: money(one.costsMinor),
    supervisor: notice!.supervisor,
    lawText: notice!.lawText,
    account: message.payTo[0]!.iban!.replace(/(.{4})(?=.)/g, '$1 '),
  }
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ')
}
