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
  /** A day of the wire, `2026-03-31`, as a person writes it. */
  day(text: string): string
  /** A month of a report, `2026-03`. */
  month(text: string): string
  /** The same without the year and with the weekday. */
  shortDay(text: string): string
  /** A moment of the wire in the viewer's own zone. */
  moment(text: string): string
  count(value: number): string
  percent(share: number): string
  /** A country by its code, with its region where there is one. */
  place(code: string, region?: string): string
  /** A language by its code. */
  speech(code: string): string
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
    day: (text) => long.format(asDate(text)),
    month: (text) => monthly.format(asDate(`${text}-01`)),
    shortDay: (text) => short.format(asDate(text)),
    moment: (text) => clock.format(new Date(text)),
    count: (value) => plain.format(value),
    percent: (value) => share.format(value),
    place: (code, region) => [/^[A-Z]{2}$/.test(code) ? regions.of(code) : code, region].filter(Boolean).join(', '),
    speech: (code) => (/^[a-z]{2,3}$/.test(code) ? (tongues.of(code) ?? code) : code),
  }
  made.set(language, forms)
  return forms
}

export function useForms(): Forms {
  return formsOf(useContext(Tongue))
}
