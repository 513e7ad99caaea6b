// The viewer's language and forms: words of a page, money, days and moments as they are written where the viewer lives.

import { createContext, type ReactNode, useContext } from 'react'
import { useAsk } from '../api.ts'
import type { Language } from '../words/both.ts'
import { agencyNouns, creditorNouns, ofAgency } from '../words/nouns.ts'

const Tongue = createContext<Language>('en')

export function TongueProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <Tongue.Provider value={language}>{children}</Tongue.Provider>
}

export function useLanguage(): Language {
  return useContext(Tongue)
}

const Agency = createContext(false)

/** Around the desk of somebody who is signed in: an agency's pages speak of debtors and claims. */
export function NounsProvider({ children }: { children: ReactNode }) {
  const { data } = useAsk('GET /v1/workspace')
  return <Agency.Provider value={data?.kind === 'agency'}>{children}</Agency.Provider>
}

/** The words of a page in the viewer's language, and with the nouns of their trade. */
export function useWords<W>(all: Record<Language, W>): W {
  const language = useContext(Tongue)
  return useContext(Agency) ? ofAgency(all[language], language) : all[language]
}

/** What this workspace calls those who owe and what they owe: customers and invoices, or debtors and claims. */
export function useNouns() {
  const language = useContext(Tongue)
  return (useContext(Agency) ? agencyNouns : creditorNouns)[language]
}

const digits = new Map<string, number>()

function digitsOf(currency: string): number {
  const known = digits.get(currency)
  if (known !== undefined) return known
  const found =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  digits.set(currency, found)
  return found
}

export interface Forms {
  /** Whole minor units with their currency: 124000 EUR is 1,240.00 EUR. */
  money(amountMinor: number, currency: string): string
  /** Rounded to whole units where only the size matters. */
  roughMoney(amountMinor: number, currency: string): string
  /** An exact amount of the wire, `1.564521 EUR`, to the smallest coin. */
  rounded(text: string): string
  /** A day of the wire, `2026-03-31`, as a person writes it. */
  day(text: string): string
  /** With the weekday and nothing cut short: the day at the head of a page. */
  wholeDay(text: string): string
  /** A month of a report, `2026-03`. */
  month(text: string): string
  /** The same without the year and with the weekday. */
  shortDay(text: string): string
  /** A moment of the wire in the viewer's own zone. */
  moment(text: string): string
  /** The clock alone where the moment is of this day. */
  momentOn(text: string, day: string): string
  count(value: number): string
  /** What stands between whole and part, and between thousands, where a number is typed. */
  readonly marks: { readonly decimalSeparator: string; readonly thousandSeparator: string }
  percent(share: number): string
  /** A number to ring in groups that one can read out; without a country's prefix as it was written. */
  phone(text: string): string
  /** A country by its code, with its region where there is one. */
  place(code: string, region?: string): string
  /** A language by its code. */
  speech(code: string): string
}

// Countries whose prefix is of one figure or of two; all others have three (ITU-T E.164).
const shortPrefix = /^(1|7|20|27|3[0-4]|36|39|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/

function phoneText(text: string): string {
  const figures = text.replaceAll(/[\s()./-]/g, '')
  if (!/^\+\d{8,15}$/.test(figures)) return text
  const prefix = shortPrefix.exec(figures.slice(1))?.[1] ?? figures.slice(1, 4)
  const own = figures.slice(1 + prefix.length)
  // By threes, and what is left stands with the last.
  const groups = own.match(/\d{3}(?=\d{2})|\d+$/g) ?? [own]
  return `+${prefix} ${groups.join(' ')}`
}

const made = new Map<Language, Forms>()

function formsOf(language: Language): Forms {
  const known = made.get(language)
  if (known) return known
  const locale = language === 'de' ? 'de-DE' : 'en-GB'
  const utc = { timeZone: 'UTC' } as const
  const long = new Intl.DateTimeFormat(locale, { ...utc, day: 'numeric', month: 'short', year: 'numeric' })
  const monthly = new Intl.DateTimeFormat(locale, { ...utc, month: 'short', year: 'numeric' })
  const short = new Intl.DateTimeFormat(locale, { ...utc, weekday: 'short', day: 'numeric', month: 'short' })
  const whole = new Intl.DateTimeFormat(locale, {
    ...utc,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  const clock = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
  const plain = new Intl.NumberFormat(locale)
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const regions = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' })
  const tongues = new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' })
  const asDate = (text: string) => new Date(`${text.slice(0, 10)}T00:00:00Z`)
  const amount = (minor: number, currency: string, shown?: number) => {
    const there = digitsOf(currency)
    const value = new Intl.NumberFormat(locale, {
      minimumFractionDigits: shown ?? there,
      maximumFractionDigits: shown ?? there,
    }).format(minor / 10 ** there)
    return `${value}\u00a0${currency}`
  }
  const forms: Forms = {
    money: (minor, currency) => amount(minor, currency),
    roughMoney: (minor, currency) => amount(minor, currency, 0),
    rounded: (text) => {
      const [value, currency] = text.split(' ') as [string, string]
      return amount(Math.round(Number(value) * 10 ** digitsOf(currency)), currency)
    },
    day: (text) => long.format(asDate(text)),
    wholeDay: (text) => whole.format(asDate(text)),
    month: (text) => monthly.format(asDate(`${text}-01`)),
    shortDay: (text) => short.format(asDate(text)),
    moment: (text) => clock.format(new Date(text)),
    momentOn: (text, day) => {
      const at = new Date(text)
      const here = new Intl.DateTimeFormat('en-CA').format(at)
      return here === day ? at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' }) : clock.format(at)
    },
    count: (value) => plain.format(value),
    marks:
      language === 'de'
        ? { decimalSeparator: ',', thousandSeparator: '.' }
        : { decimalSeparator: '.', thousandSeparator: ',' },
    percent: (value) => share.format(value),
    phone: phoneText,
    place: (code, region) => [/^[A-Z]{2}$/.test(code) ? regions.of(code) : code, region].filter(Boolean).join(', '),
    speech: (code) => (/^[a-z]{2,3}$/.test(code) ? (tongues.of(code) ?? code) : code),
  }
  made.set(language, forms)
  return forms
}

export function useForms(): Forms {
  return formsOf(useContext(Tongue))
}
