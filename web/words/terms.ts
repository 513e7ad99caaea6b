// Words of the terms on which a customer buys.

import { both } from './both.ts'

export const termWords = both({
  en: {
    title: 'Credit terms',
    payment: 'Payment terms',
    days: (days: string) =>
      days === '0' ? 'at once' : days === '1' ? '1 day after the invoice' : `${days} days after the invoice`,
    asOn: (of: string, among: string) =>
      among === '1'
        ? 'as on their invoice'
        : of === among
          ? 'as on all of their newest invoices, such as'
          : `as on ${of} of their ${among} newest invoices, such as`,
    noInvoice: 'No invoice of theirs says so yet.',
    interest: 'Interest agreed',
    rate: (percent: string, per: 'year' | 'month') => `${percent} % a ${per}`,
    lateFee: 'Late fee agreed',
    fee: (what: string, per: 'claim' | 'step') => `${what} ${per === 'claim' ? 'once an invoice' : 'with each step'}`,
    atMost: (sum: string) => `at most ${sum}`,
    byLaw: 'nothing agreed: only what the law gives',
    none: 'No interest and no fees are charged.',
    ofDebtor: 'agreed with them',
    ofWorkspace: 'as with everybody',
    spread: 'Their money goes',
    spreads: {
      'oldest-first': 'to the oldest first',
      'as-named': 'where they say',
      'dearest-first': 'to what costs most first',
      'pro-rata': 'to all in proportion',
      'de.366': 'as § 366 BGB says',
      'fr.1342-10': 'as art. 1342-10 of the Code civil says',
    },
    own: (count: string) =>
      count === '1' ? '1 invoice has terms of its own.' : `${count} invoices have terms of their own.`,
    supply: 'Supply on credit',
    stopped: (day: string) => `stopped since ${day}`,
    edit: 'Change the terms',
    percent: 'Interest in percent',
    per: 'Reckoned',
    pers: { year: 'a year', month: 'a month' },
    cite: 'Where the interest was agreed',
    feeCite: 'Where the fee was agreed',
    citeHint: 'Terms of 2025, § 7',
    feeAmount: 'Late fee',
    feePer: 'Owed',
    feePers: { claim: 'once an invoice', step: 'with each step' },
    charge: 'Charge no interest and no fees, whatever the law would give',
    because: 'How you know',
    becauseHint: 'signed offer of 3 March',
    notPercent: 'A percentage such as 8.75',
    notAmount: 'An amount such as 15.00',
    wanted: 'Say where it was agreed: without that it cannot be charged.',
    wantedBecause: 'Say how you know: it stands on the record.',
    yes: 'yes',
    no: 'no',
  },
  de: {
    title: 'Zahlungsbedingungen',
    payment: 'Zahlungsziel',
    days: (days: string) =>
      days === '0' ? 'sofort' : days === '1' ? '1 Tag nach der Rechnung' : `${days} Tage nach der Rechnung`,
    asOn: (of: string, among: string) =>
      among === '1'
        ? 'wie auf ihrer Rechnung'
        : of === among
          ? 'wie auf all ihren jüngsten Rechnungen, etwa'
          : `wie auf ${of} ihrer ${among} jüngsten Rechnungen, etwa`,
    noInvoice: 'Noch sagt es keine Rechnung.',
    interest: 'Vereinbarte Zinsen',
    rate: (percent: string, per: 'year' | 'month') => `${percent} % im ${per === 'year' ? 'Jahr' : 'Monat'}`,
    lateFee: 'Vereinbarte Mahngebühr',
    fee: (what: string, per: 'claim' | 'step') =>
      `${what} ${per === 'claim' ? 'einmal je Rechnung' : 'mit jedem Schritt'}`,
    atMost: (sum: string) => `höchstens ${sum}`,
    byLaw: 'nichts vereinbart: nur was das Gesetz gibt',
    none: 'Es werden weder Zinsen noch Gebühren berechnet.',
    ofDebtor: 'mit ihnen vereinbart',
    ofWorkspace: 'wie bei allen',
    spread: 'Ihr Geld geht',
    spreads: {
      'oldest-first': 'zuerst auf das Älteste',
      'as-named': 'wohin sie sagen',
      'dearest-first': 'zuerst auf das Teuerste',
      'pro-rata': 'anteilig auf alles',
      'de.366': 'nach § 366 BGB',
      'fr.1342-10': 'nach Art. 1342-10 des Code civil',
    },
    own: (count: string) =>
      count === '1' ? '1 Rechnung hat eigene Bedingungen.' : `${count} Rechnungen haben eigene Bedingungen.`,
    supply: 'Lieferung auf Rechnung',
    stopped: (day: string) => `gestoppt seit ${day}`,
    edit: 'Bedingungen ändern',
    percent: 'Zinsen in Prozent',
    per: 'Gerechnet',
    pers: { year: 'im Jahr', month: 'im Monat' },
    cite: 'Wo die Zinsen vereinbart sind',
    feeCite: 'Wo die Gebühr vereinbart ist',
    citeHint: 'AGB 2025, § 7',
    feeAmount: 'Mahngebühr',
    feePer: 'Fällig',
    feePers: { claim: 'einmal je Rechnung', step: 'mit jedem Schritt' },
    charge: 'Keine Zinsen und Gebühren berechnen, was auch das Gesetz gäbe',
    because: 'Woher Sie es wissen',
    becauseHint: 'unterschriebenes Angebot vom 3. März',
    notPercent: 'Ein Prozentsatz wie 8,75',
    notAmount: 'Ein Betrag wie 15,00',
    wanted: 'Sagen Sie, wo es vereinbart ist: Sonst darf es nicht berechnet werden.',
    wantedBecause: 'Sagen Sie, woher Sie es wissen: Es steht in den Aufzeichnungen.',
    yes: 'ja',
    no: 'nein',
  },
})
