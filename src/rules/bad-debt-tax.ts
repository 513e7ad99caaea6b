// Where and when the tax of a bad debt comes back: each place's rule with its article, what was read of it and how sure that is. A
// place that is not here, or of which too little was read, is answered with "ask your accountant".

import type { TaxRule } from '../core/bad-debt-tax.ts'

export const taxRules: readonly TaxRule[] = [
  {
    id: 'gb.vat.bad-debt',
    places: ['GB'],
    says: 'VAT on what stays unpaid for six months after it fell due, or after the supply if that was later, comes back once it is written off in the accounts, within four years and six months.',
    cite: 'VAT Act 1994 s. 36; VAT Regulations 1995 (SI 1995/2518) Part XIX, reg. 165A; VAT Notice 700/18',
    source:
      'reg. 165A as quoted in HMRC VR7410; the six months and the writing off as an accounting house repeats HMRC',
    sure: 'secondary',
    wait: { months: 6, since: 'later' },
    writtenOff: true,
    within: { months: 54, after: 'start' },
    first:
      'Write it off in your accounts and move it to a refunds for bad debts account; keep the invoice and show that you accounted for the VAT. Then it goes into the input tax of your VAT return.',
    back: 'When money comes later, the VAT in it goes back in the return for the period in which it came (reg. 171).',
  },
  {
    id: 'ie.vat.bad-debt',
    places: ['IE'],
    says: 'VAT on a bad debt comes back when all reasonable steps to recover it were taken and it was written off, deductible as a bad debt; a credit period that ran out is not enough.',
    cite: 'VAT Consolidation Act 2010 s. 39; VAT Regulations 2010 (SI 639/2010) reg. 10',
    source: 'SI 639/2010 reg. 10(2)-(3) and the notes of Revenue on it',
    sure: 'primary',
    writtenOff: true,
    proof: 'all reasonable steps to recover it: letters, an agency, a solicitor',
    first:
      'Write it off in your accounts, claim by claim; a general provision gives nothing. Not for the moneys received basis.',
  },
  {
    id: 'de.ustg17.bad-debt',
    places: ['DE'],
    says: 'Umsatzsteuer is corrected in the period in which the price became uncollectible: the debtor cannot pay, insolvency was opened, or it cannot be enforced for the foreseeable future. No time alone is enough.',
    cite: '§ 17 Abs. 2 Nr. 1 UStG; Abschn. 17.1 UStAE',
    source: 'FinMin Brandenburg, decree of 5 December 2005; commentary on § 17 UStG',
    sure: 'secondary',
    proof:
      'that it is uncollectible: insolvency, failed enforcement, a debtor who cannot pay or denies the debt with grounds',
    first:
      'Correct the tax in the return of the period in which it became uncollectible; a value adjustment in the books is neither needed nor enough. Not where you are taxed on what you receive (§ 20 UStG).',
    back: 'When money comes later, the tax is corrected again in the period in which it came (§ 17 Abs. 2 Nr. 1 Satz 2 UStG).',
  },
  {
    id: 'at.ustg16.bad-debt',
    places: ['AT'],
    says: 'Umsatzsteuer is corrected in the period in which the price became uncollectible; doubt or denial alone is not enough.',
    cite: '§ 16 Abs. 3 Z 1 UStG 1994',
    source: 'BFG 30 December 2021, RV/2100720/2017, as reported',
    sure: 'secondary',
    proof: 'a final loss: insolvency opened, or refused for want of assets',
    first: 'Correct the tax in the return of the period in which it was lost.',
    back: 'When money comes later, the tax is corrected again (§ 16 Abs. 3 UStG 1994).',
  },
  {
    id: 'nl.ob29.bad-debt',
    places: ['NL'],
    says: 'A claim counts as uncollectible one year after it fell due; the btw comes back in the return of the period in which the year ends, sooner where it is certain sooner.',
    cite: 'Wet op de omzetbelasting 1968 art. 29 lid 1, 2 en 7',
    source: 'several Dutch accountants on art. 29; the law itself was not read here',
    sure: 'secondary',
    wait: { months: 12, since: 'due' },
    within: 'quarter',
    first:
      'Nothing has to be written off. Enter it with a minus in box 1a or 1b of the return of just that period: in a later one it may be refused.',
    back: 'What is paid later is entered again in box 1a or 1b of the period in which it came, tax in proportion.',
  },
  {
    id: 'fr.cgi272.bad-debt',
    places: ['FR'],
    says: 'TVA comes back when the claim is finally irrecoverable, or from the judgment that opens liquidation, and only with a corrected invoice. No time alone is enough.',
    cite: 'CGI art. 272, 1; BOI-TVA-DED-40-10-20',
    source: 'BOI-TVA-DED-40-10-20, 5 April 2017',
    sure: 'primary',
    proof: 'that it is finally irrecoverable, or the judgment that opens liquidation (liquidation judiciaire)',
    first:
      'Send the customer a copy of the invoice marked "Facture demeurée impayée pour la somme de … € (prix net) et pour la somme de … € (TVA correspondante) qui ne peut faire l’objet d’une déduction (article 272 du CGI)" and keep a copy: without it nothing comes back.',
  },
  {
    id: 'es.liva80-4.bad-debt',
    places: ['ES'],
    says: 'The taxable base may be lowered one year after the tax fell due (a smaller business: six months), when payment was asked for in court or through a notary, within three months of the end of that year; from a consumer only where the base is over 300 euros.',
    cite: 'Ley 37/1992 art. 80.Cuatro and Cinco',
    source: 'Spanish advisers on art. 80 as it stood up to 2022; later changes were not read and may give more time',
    sure: 'secondary',
    wait: { months: 12, since: 'issued' },
    within: { months: 3, after: 'wait' },
    consumerNetMinor: 300_00,
    proof: 'a claim in court or a demand through a notary, and the entry in the VAT registers',
    first:
      'Issue a factura rectificativa, send it to the customer, enter it in the registers and tell the Agencia Tributaria within a month.',
  },
  {
    id: 'it.dpr633-26.bad-debt',
    places: ['IT'],
    says: 'IVA comes back by a credit note where the customer’s insolvency, or an enforcement that brought nothing, is why it stays unpaid. No time alone is enough.',
    cite: 'DPR 633/1972 art. 26, commi 2 e 3-bis',
    source: 'Italian advisers on art. 26; since when in an insolvency was not read here',
    sure: 'secondary',
    proof: 'the insolvency procedure, or the enforcement that brought nothing',
    first: 'Issue a nota di variazione in diminuzione; ask your accountant from which day and until when.',
  },
  {
    id: 'us.sales-tax.bad-debt',
    places: ['US'],
    says: 'Sales tax on a bad debt comes back in most states once it is charged off and deductible for federal income tax; each state has its own rule and time.',
    cite: '26 USC § 166 for what is a bad debt; the sales tax law of each state',
    source: 'laws of Maine, New Jersey and Louisiana and an accounting firm on five states',
    sure: 'secondary',
    askOnly: true,
    first: 'Charge it off in your books first.',
    back: 'Where it was taken back, tax on what is collected later is reported as of the period in which it comes, in the states that were read.',
  },
]

/** The rule of a creditor's country. */
export function taxRuleOf(country: string): TaxRule | undefined {
  return taxRules.find((it) => it.places.includes(country))
}
