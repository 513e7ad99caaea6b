// What mails to the people of the house say, in English and German. They name no debtor.

import { isDeepStrictEqual } from 'node:util'
import { type Moment, momentText } from '../core/day.ts'
import { isIban } from '../core/iban.ts'
import { moneyText } from '../core/money.ts'
import { type ApprovalKind, type ApprovalRow, nameOf } from '../store/approval.ts'
import type { BankChange, PaidTo } from '../store/bank-change.ts'
import type { Member } from '../store/member.ts'
import type { Workspace } from '../store/workspace.ts'

interface Words {
  readonly subject: string
  readonly body: string
}

/** The last figures of an account, enough to know one's own. */
function accountText(bank: PaidTo['bank']): string {
  if (!bank) return '–'
  const { holder, iban, lines } = bank
  const number = iban ?? lines[0] ?? ''
  const shown = iban !== undefined && isIban(iban) ? `…${iban.slice(-4)}` : number
  return `${holder} ${shown}`.trim()
}

const accountWords = {
  en: { bank: 'Account', link: 'Payment page', factor: (name: string) => `Account of ${name}` },
  de: { bank: 'Konto', link: 'Zahlungsseite', factor: (name: string) => `Konto von ${name}` },
} as const

/** Each way to pay that is another, as it was and as it is to be. */
function waysChanged(
  before: PaidTo,
  next: PaidTo,
  language: Member['language'],
): { what: string; was: string; is: string }[] {
  const w = accountWords[language === 'de' ? 'de' : 'en']
  const factors = [...new Set([before, next].flatMap((it) => Object.keys(it.factors)))].sort()
  const ways = [
    { what: w.bank, of: (it: PaidTo) => it.bank, text: (it: PaidTo) => accountText(it.bank) },
    { what: w.link, of: (it: PaidTo) => it.payLink, text: (it: PaidTo) => it.payLink ?? '–' },
    ...factors.map((name) => ({
      what: w.factor(name),
      of: (it: PaidTo) => it.factors[name],
      text: (it: PaidTo) => accountText(it.factors[name]),
    })),
  ]
  return ways
    .filter(({ of }) => !isDeepStrictEqual(plain(of(before)), plain(of(next))))
    .map(({ what, text }) => ({ what, was: text(before), is: text(next) }))
}

/** As it is kept: without what is not said. */
const plain = (it: unknown): unknown => JSON.parse(JSON.stringify(it ?? null))

/** Told to every owner when a change is asked for, withdrawn, or has taken effect. */
export function bankChangeWords(
  what: 'asked' | 'withdrawn' | 'done',
  it: Pick<BankChange, 'next' | 'before' | 'effectiveAt' | 'needsSecond'> & { readonly by: string },
  workspace: Workspace,
  language: Member['language'],
): Words {
  const { name, zone } = workspace
  const at = momentText(it.effectiveAt, zone)
  const ways = waysChanged(it.before, it.next, language)
  const [until, then] =
    language === 'de'
      ? ['Bisher', what === 'done' ? 'Jetzt' : 'Künftig']
      : ['Until now', what === 'done' ? 'Now' : 'Then']
  const both = ways.map((way) => `${way.what}\n${until}: ${way.was}\n${then}: ${way.is}`).join('\n\n')
  const stays = ways.map((way) => `${way.what}: ${way.was}`).join('\n')
  if (language === 'de')
    return {
      subject: `${name}: Bankverbindung ${{ asked: 'soll geändert werden', withdrawn: 'bleibt, wie sie ist', done: 'ist geändert' }[what]}`,
      body: {
        asked: `${it.by} möchte ändern, wohin Ihre Kunden zahlen.\n\n${both}\n\nDas gilt frühestens ab ${at}.${it.needsSecond ? ' Vorher muss eine zweite Person zustimmen.' : ''}\n\nWenn Sie davon nichts wissen: Öffnen Sie den Schreibtisch, Einstellungen, Bankverbindung, und nehmen Sie die Änderung zurück.`,
        withdrawn: `${it.by} hat die geplante Änderung zurückgenommen. Es bleibt dabei:\n\n${stays}`,
        done: `Wohin Ihre Kunden zahlen, ist geändert.\n\n${both}\n\nGewünscht von ${it.by}.`,
      }[what],
    }
  return {
    subject: `${name}: bank details ${{ asked: 'are to change', withdrawn: 'stay as they are', done: 'have changed' }[what]}`,
    body: {
      asked: `${it.by} wants to change where your customers pay.\n\n${both}\n\nIt takes effect on ${at} at the earliest.${it.needsSecond ? ' A second person must agree before that.' : ''}\n\nIf you know nothing of this: open the desk, Settings, Bank details, and withdraw the change.`,
      withdrawn: `${it.by} withdrew the change that was planned. It stays:\n\n${stays}`,
      done: `Where your customers pay has changed.\n\n${both}\n\nAsked for by ${it.by}.`,
    }[what],
  }
}

/** Told to every owner when it was changed with whom, or under which address, customers pay online. */
export function onlinePayWords(
  it: { readonly by: string; readonly publicUrl: string | undefined; readonly keyEnds: string | undefined },
  workspace: Workspace,
  language: Member['language'],
): Words {
  const { name } = workspace
  const key = it.keyEnds === undefined ? '–' : `Stripe …${it.keyEnds}`
  const url = it.publicUrl ?? '–'
  if (language === 'de')
    return {
      subject: `${name}: Zahlungslinks sind geändert`,
      body: `${it.by} hat geändert, wie Ihre Kunden online zahlen.\n\nAdresse: ${url}\nAnbieter: ${key}\n\nWenn Sie davon nichts wissen: Öffnen Sie den Schreibtisch, Einstellungen, Zahlungslinks, und entfernen Sie den Anbieter.`,
    }
  return {
    subject: `${name}: payment links have changed`,
    body: `${it.by} changed how your customers pay online.\n\nAddress: ${url}\nProvider: ${key}\n\nIf you know nothing of this: open the desk, Settings, Payment links, and take the provider away.`,
  }
}

/** A seat, and the link that lets somebody in. */
export function invitationWords(
  it: { readonly name: string; readonly by: string; readonly link: string; readonly until: Moment },
  workspace: Workspace,
  language: Member['language'],
): Words {
  const until = momentText(it.until, workspace.zone)
  if (language === 'de')
    return {
      subject: `${workspace.name}: Ihr Platz am Schreibtisch`,
      body: `Guten Tag ${it.name},\n\n${it.by} hat für Sie einen Platz bei ${workspace.name} eingerichtet. Dieser Link lässt Sie einmal herein, bis ${until}; wählen Sie dann ein Passwort:\n\n${it.link}`,
    }
  return {
    subject: `${workspace.name}: your seat at the desk`,
    body: `Hello ${it.name},\n\n${it.by} made you a seat at ${workspace.name}. This link lets you in once, until ${until}; choose a password then:\n\n${it.link}`,
  }
}

const acts: Readonly<Record<ApprovalKind, { readonly en: string; readonly de: string }>> = {
  write_off: { en: 'write off', de: 'ausbuchen' },
  waiver: { en: 'waive charges', de: 'Zinsen und Kosten erlassen' },
  offer: { en: 'offer to waive', de: 'einen Erlass anbieten' },
  in_full: { en: 'take as settling all', de: 'als Ausgleich annehmen' },
  policy: { en: 'change a policy', de: 'einen Ablauf ändern' },
  policy_use: { en: 'choose the usual policy', de: 'den üblichen Ablauf wählen' },
  backlog: { en: 'write off a part of the backlog', de: 'einen Teil des Rückstands ausbuchen' },
}
const actsShown = 20

/** What waits for the yes of whoever reads it, in one mail for all of it. */
export function approvalWords(
  waiting: readonly Pick<ApprovalRow, 'kind' | 'amountMinor' | 'currency' | 'askedBy'>[],
  { name, settings }: Workspace,
  language: Member['language'],
): Words {
  const german = (language ?? settings.language) === 'de'
  const line = ({ kind, amountMinor, currency, askedBy }: (typeof waiting)[number]) =>
    [
      `${nameOf(askedBy)}: ${acts[kind][german ? 'de' : 'en']}`,
      ...(amountMinor === null ? [] : [moneyText(amountMinor, currency!)]),
    ].join(', ')
  const more = waiting.length - actsShown
  const lines = [
    ...waiting.slice(0, actsShown).map(line),
    ...(more > 0 ? [german ? `und ${more} weitere` : `and ${more} more`] : []),
  ].join('\n')
  const desk = settings.publicUrl?.replace(/\/+$/, '')
  const count = waiting.length
  if (german)
    return {
      subject: `${name}: ${count === 1 ? 'eine Anfrage wartet' : `${count} Anfragen warten`} auf Ihr Ja`,
      body: `Das liegt über dem, was die Person allein darf:\n\n${lines}\n\n${desk ? `Ansehen und antworten: ${desk}/approvals` : 'Ansehen und antworten: am Schreibtisch unter Heute.'}\n\nVor einem Ja geschieht nichts.`,
    }
  return {
    subject: `${name}: ${count === 1 ? 'a request waits' : `${count} requests wait`} for your yes`,
    body: `This is above what somebody may do alone:\n\n${lines}\n\n${desk ? `Look and answer: ${desk}/approvals` : 'Look and answer at the desk, on Today.'}\n\nNothing is done before a yes.`,
  }
}

/** The message to oneself that shows whether mail goes out. */
export function testWords(workspace: Workspace, language: Member['language'] | undefined): Words {
  if ((language ?? workspace.settings.language) === 'de')
    return {
      subject: `${workspace.name}: Dunwell kann senden`,
      body: 'Das ist die Testnachricht. Wenn Sie sie lesen, kommen auch Erinnerungen an.',
    }
  return {
    subject: `${workspace.name}: Dunwell can send`,
    body: 'This is the test message. If you read it, reminders will arrive too.',
  }
}
