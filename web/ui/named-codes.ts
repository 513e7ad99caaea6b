// Countries and languages to choose from, by their names in the viewer's language: all that the browser has a name for, so that nobody types a
// code.

import { useMemo } from 'react'
import { useLanguage } from './tongue.tsx'

export interface Choice {
  readonly value: string
  readonly label: string
}

const letters = [...'abcdefghijklmnopqrstuvwxyz']
const pairs = letters.flatMap((one) => letters.map((two) => one + two))
// Groups of countries, what stands for none, and islands that are written under their country.
const noCountry = new Set(['EU', 'EZ', 'UN', 'ZZ', 'XA', 'XB', 'QO', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA'])

/** What a code has become since, it stands under: DD is Germany, and DE is its code. */
const isToday = (tag: string) => Intl.getCanonicalLocales(tag)[0] === tag

function named(locale: string, type: 'region' | 'language', codes: readonly string[]): Choice[] {
  const names = new Intl.DisplayNames([locale], { type, fallback: 'none' })
  return codes
    .flatMap((value) => {
      const label = names.of(value)
      return label === undefined ? [] : [{ value, label }]
    })
    .sort((a, b) => a.label.localeCompare(b.label, locale))
}

export function useCountryChoices(): readonly Choice[] {
  const locale = useLanguage()
  return useMemo(() => {
    const codes = pairs.map((it) => it.toUpperCase()).filter((it) => !noCountry.has(it) && isToday(`und-${it}`))
    return named(locale, 'region', codes)
  }, [locale])
}

export function useLanguageChoices(): readonly Choice[] {
  const locale = useLanguage()
  return useMemo(() => named(locale, 'language', pairs.filter(isToday)), [locale])
}
