// The page behind a payment link: who is paid, what for, how much, and how. Plain HTML that needs no script, with its own light and
// dark; nothing of the case but what the link is about. Every text is escaped here.

import { groupedReference } from '../core/iban.ts'
import { moneyIn } from './format.ts'
import { languageOf } from './languages.ts'
import { payLanguage, payWords } from './pay-words.ts'
import { qrSvg } from './qr.ts'

export interface PayPage {
  /** Where the reader's language has no words, they are English. */
  readonly language: string
  readonly creditor: { readonly name: string; readonly email?: string; readonly phone?: string }
}

export interface PaySum {
  readonly currency: string
  readonly amountMinor: number
  readonly onAccountMinor: number
  readonly claims: readonly { readonly kind: string; readonly number: string; readonly amountMinor: number }[]
  readonly transfer?: Transfer
}

export interface Transfer {
  readonly holder: string
  readonly iban?: string
  readonly bic?: string
  readonly bankName?: string
  /** Each as `label: value`. */
  readonly lines: readonly string[]
  readonly reference: string
  /** The payload of the payment code. */
  readonly code?: string
}

export interface OpenPage extends PayPage {
  readonly sums: readonly PaySum[]
  readonly underWay: readonly { readonly currency: string; readonly amountMinor: number }[]
  /** Where the button leads; none where nothing can be paid online. */
  readonly action?: string
  /** Online payment was asked for and could not be had. */
  readonly notNow?: boolean
}

const style = `
:root{color-scheme:light dark;--ground:#f4f6f6;--paper:#fff;--ink:#1d2629;--soft:#56646b;--line:#dde4e6;--accent:#0f5f66;--on:#fff;--note:#e8f1f1}
@media(prefers-color-scheme:dark){:root{--ground:#12181a;--paper:#1b2326;--ink:#e6ecee;--soft:#a3b1b7;--line:#334046;--accent:#7fc9cf;--on:#0d1f21;--note:#20323a}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 -apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main{max-width:34rem;margin:0 auto;padding:2rem 1rem 3rem}
.from{margin:0 0 .25rem;font-weight:600;color:var(--accent)}
h1{margin:0 0 1.25rem;font-size:1.5rem;line-height:1.25}
h2{margin:0 0 .75rem;font-size:1rem}
section{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1.25rem;margin:0 0 1rem}
p{margin:0 0 .75rem}p:last-child{margin-bottom:0}
.soft{color:var(--soft);font-size:.875rem}
.note{background:var(--note)}
table{width:100%;border-collapse:collapse}
th,td{padding:.4rem 0;text-align:left;font-weight:400;vertical-align:top}
td{text-align:right;white-space:nowrap;padding-left:1rem}
tr+tr th,tr+tr td{border-top:1px solid var(--line)}
.sum th,.sum td{font-weight:600;font-size:1.25rem}
dl{display:grid;grid-template-columns:minmax(6rem,auto) 1fr;gap:.35rem 1rem;margin:0}
dt{color:var(--soft)}dd{margin:0}
.transfer{display:flex;gap:1.25rem;flex-wrap:wrap;align-items:flex-start}
.transfer dl{flex:1 1 15rem}
figure{margin:0;width:9.5rem}
figure svg{display:block;width:100%;height:auto;background:#fff;border-radius:.4rem}
figcaption{margin-top:.4rem;color:var(--soft);font-size:.8125rem}
button,.button{display:block;width:100%;padding:.85rem 1rem;border:0;border-radius:.5rem;background:var(--accent);color:var(--on);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
button:focus-visible,a:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
form p{margin:.6rem 0 0}
a{color:var(--accent)}
footer{padding:.5rem .25rem;color:var(--soft);font-size:.875rem}
@media(min-width:40rem){main{padding-top:3.5rem}}
`

/** Who the page lets do what: itself and nobody else, and no script at all. */
export const payPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'"

export function openPage(it: OpenPage): string {
  const language = payLanguage(it.language)
  const words = payWords(language)
  const parts = it.underWay.map(
    ({ currency, amountMinor }) =>
      `<section class="note"><p>${escaped(words.underWay(moneyIn(amountMinor, currency, language)))}</p></section>`,
  )
  if (it.notNow) parts.push(`<section class="note"><p>${escaped(words.notNow)}</p></section>`)
  for (const sum of it.sums) {
    parts.push(sumPart(sum, language))
    const busy = it.underWay.some((one) => one.currency === sum.currency)
    if (it.action !== undefined && !busy) parts.push(cardPart(sum, it.action, language))
    if (sum.transfer) parts.push(transferPart(sum, sum.transfer, language))
  }
  if (it.sums.length > 0) parts.push(`<p class="soft">${escaped(words.asOf)}</p>`)
  return page(it, words.title(it.creditor.name), parts)
}

function sumPart(sum: PaySum, language: string): string {
  const words = payWords(language)
  const money = (minor: number) => escaped(moneyIn(minor, sum.currency, language))
  const row = (says: string, minor: number, kind = '') =>
    `<tr${kind}><th scope="row">${escaped(says)}</th><td>${money(minor)}</td></tr>`
  const several = sum.claims.length > 1 || sum.onAccountMinor > 0
  const rows = [
    ...(several
      ? sum.claims.map((it) => row(claimText(it, language), it.amountMinor))
      : [`<tr><th scope="row" colspan="2">${escaped(claimText(sum.claims[0]!, language))}</th></tr>`]),
    ...(sum.onAccountMinor > 0 ? [row(words.onAccount, -sum.onAccountMinor)] : []),
    row(words.sum, sum.amountMinor, ' class="sum"'),
  ]
  return `<section><h2>${escaped(words.what)}</h2><table>${rows.join('')}</table></section>`
}

function cardPart(sum: PaySum, action: string, language: string): string {
  const words = payWords(language)
  return (
    `<section><h2>${escaped(words.byCard)}</h2><form method="post" action="${escaped(action)}">` +
    `<input type="hidden" name="currency" value="${escaped(sum.currency)}"><button>${escaped(words.card)}</button>` +
    `<p class="soft">${escaped(words.cardSays)}</p></form></section>`
  )
}

function transferPart(sum: PaySum, it: Transfer, language: string): string {
  const words = payWords(language)
  const rows: [string, string][] = [
    [words.amount, moneyIn(sum.amountMinor, sum.currency, language)],
    [words.reference, groupedReference(it.reference)],
    [words.payTo, it.holder],
    ...(it.iban ? [['IBAN', groupedReference(it.iban)] as [string, string]] : []),
    ...(it.bic ? [['BIC', it.bic] as [string, string]] : []),
    ...(it.bankName ? [[words.bank, it.bankName] as [string, string]] : []),
    ...it.lines.map((line): [string, string] => {
      const at = line.indexOf(':')
      return at < 0 ? ['', line] : [line.slice(0, at), line.slice(at + 1).trim()]
    }),
  ]
  const list = rows.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('')
  const code =
    it.code === undefined
      ? ''
      : `<figure><div role="img" aria-label="${escaped(words.scan)}">${qrSvg(it.code)}</div><figcaption>${escaped(words.scan)}</figcaption></figure>`
  return `<section><h2>${escaped(words.byTransfer)}</h2><div class="transfer"><dl>${list}</dl>${code}</div></section>`
}

/** "Invoice 2026-0117", as a line of its own. */
function claimText(it: { readonly kind: string; readonly number: string }, language: string): string {
  const { kinds, otherKind } = languageOf(language)
  const [one] = kinds[it.kind] ?? otherKind
  return `${one.charAt(0).toUpperCase()}${one.slice(1)} ${it.number}`
}

/** What a checkout is for, as the provider shows it to the payer. */
export function checkoutText(claims: PaySum['claims'], creditor: string, language: string): string {
  const spoken = payLanguage(language)
  const first = claimText(claims[0]!, spoken)
  const what = claims.length === 1 ? first : payWords(spoken).and(first, claims.length - 1)
  return [...`${what}, ${creditor}`].slice(0, 200).join('')
}

/** Where nothing can be paid by the link, or no more. */
export function closedPage(it: PayPage, why: 'settled' | 'expired' | 'withdrawn'): string {
  const words = payWords(it.language)
  const head = why === 'settled' ? words.settled : words.title(it.creditor.name)
  const says = why === 'settled' ? words.settledSays : words[why]
  return page(it, head, [`<section><p>${escaped(says)}</p></section>`])
}

/** Where the provider sends somebody back to. Only what was confirmed is said to be received. */
export function thanksPage(it: PayPage, received: readonly { currency: string; amountMinor: number }[]): string {
  const words = payWords(it.language)
  const says =
    received.length === 0
      ? [words.thanksSays]
      : received.map((one) => words.received(moneyIn(one.amountMinor, one.currency, payLanguage(it.language))))
  return page(it, words.thanks, [`<section>${says.map((text) => `<p>${escaped(text)}</p>`).join('')}</section>`])
}

/** For an address that is nobody's: it says nothing about anybody. */
export function nowherePage(): string {
  const words = payWords('en')
  return page({ language: 'en', creditor: { name: '' } }, '?', [
    `<section><p>${escaped(words.elsewhere)}</p></section>`,
  ])
}

function page(it: PayPage, head: string, parts: readonly string[]): string {
  const language = payLanguage(it.language)
  const { name, email, phone } = it.creditor
  const ways = [
    ...(email ? [`<a href="mailto:${escaped(email)}">${escaped(email)}</a>`] : []),
    ...(phone ? [`<a href="tel:${escaped(phone.replace(/[^\d+]/g, ''))}">${escaped(phone)}</a>`] : []),
  ]
  const help = ways.length > 0 ? `<footer>${escaped(payWords(language).question)} ${ways.join(' · ')}</footer>` : ''
  return (
    `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
    `<meta name="robots" content="noindex, nofollow"><title>${escaped(head)}</title><style>${style}</style></head>` +
    `<body><main>${name === '' ? '' : `<p class="from">${escaped(name)}</p>`}<h1>${escaped(head)}</h1>${parts.join('')}${help}</main></body></html>\n`
  )
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => entities[mark]!)
}
