// German for what the program says in English: the catalogue, noun by noun in german/, and the forms of days, money and figures. A new
// sentence needs its German there; test/german.test.ts says which one has none.

import { parseDay } from '../core/day.ts'
import { minorFrom } from '../core/money.ts'
import { type Catalogue, type Forms, type Tongue, tongue } from '../core/tongue.ts'
import { dayIn, moneyIn } from './format.ts'
import { answers } from './german/answers.ts'
import { approvals } from './german/approvals.ts'
import { autopilot } from './german/autopilot.ts'
import { bankFiles } from './german/bank-files.ts'
import { books } from './german/books.ts'
import { collectors } from './german/collectors.ts'
import { columns } from './german/columns.ts'
import { deciding } from './german/deciding.ts'
import { einvoices } from './german/einvoices.ts'
import { evidence } from './german/evidence.ts'
import { happened } from './german/happened.ts'
import { imports } from './german/imports.ts'
import { kept } from './german/kept.ts'
import { law } from './german/law.ts'
import { lawUs } from './german/law-us.ts'
import { linter } from './german/linter.ts'
import { lists } from './german/lists.ts'
import { mail } from './german/mail.ts'
import { matching } from './german/matching.ts'
import { money } from './german/money.ts'
import { phrases } from './german/phrases.ts'
import { policies } from './german/policies.ts'
import { policy } from './german/policy.ts'
import { promises } from './german/promises.ts'
import { rates } from './german/rates.ts'
import { reckonings } from './german/reckonings.ts'
import { reports } from './german/reports.ts'
import { requests } from './german/requests.ts'
import { returns } from './german/returns.ts'
import { running } from './german/running.ts'
import { statutes } from './german/statutes.ts'
import { typing } from './german/typing.ts'

/** Where two say the same English, the first one's German holds. */
export const germanCatalogue: Catalogue = Object.assign(
  {},
  ...[
    phrases,
    evidence,
    happened,
    deciding,
    policy,
    books,
    answers,
    imports,
    linter,
    matching,
    money,
    policies,
    reports,
    running,
    typing,
    requests,
    kept,
    mail,
    returns,
    bankFiles,
    columns,
    einvoices,
    law,
    lawUs,
    lists,
    statutes,
    autopilot,
    approvals,
    collectors,
    promises,
    rates,
    reckonings,
  ].reverse(),
)

const figures = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 4 })

const forms: Forms = {
  day: (text) => {
    const found = parseDay(text)
    return found === undefined ? text : dayIn(found, 'de')
  },
  money: (amount, currency) => {
    const minor = minorFrom(amount.replaceAll(',', ''), currency)
    return minor === undefined ? `${amount} ${currency}` : moneyIn(minor, currency, 'de')
  },
  number: (text) => {
    const [, figure, rest] = /^(-?[\d.,]+)(.*)$/.exec(text)!
    const decimals = /\.(\d+)$/.exec(figure!)?.[1]?.length ?? 0
    const value = Number(figure!.replaceAll(',', ''))
    const shown =
      decimals === 0 ? figures.format(value) : value.toLocaleString('de-DE', { minimumFractionDigits: decimals })
    return `${shown}${rest}`
  },
  and: 'und',
  or: 'oder',
  quotes: ['„', '“'],
  // Words that are no nouns: small where the sentence stands inside another.
  small:
    'Der Die Das Den Dem Des Ein Eine Einer Einen Kein Keine Keinen Es Sie Er Ihr Ihre Ihren Wir Unser Unsere Wer Was Wo Wie Wenn Weil Nach Vor Auf In Im An Am Ab Bei Beim Mit Ohne Von Vom Zu Zum Zur Für Aus Bis Um Unter Über Nur Noch Nichts Niemand Alle Alles Andere Hier Dort Dies Diese Dieser Dieses Diesen Diesem Jede Jeder Jedes Zuerst Neu Erlassen Schon Seit Seither Heute Inzwischen Höchstens Mehr Mehrere So Damit Darum Dass Das'.split(
      ' ',
    ),
}

/** Says in German what is known here, and leaves the rest as it is. */
export const german: Tongue = tongue(germanCatalogue, forms)
