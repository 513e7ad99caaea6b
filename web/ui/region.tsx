// A region by its name wherever it is shown or chosen; what is kept is its code.

import { Select, TextInput, type TextInputProps } from '@mantine/core'
import { regionName, regionsOf } from '../words/regions.ts'
import { useForms, useLanguage } from './tongue.tsx'

/** `Bavaria, Germany`: a country with its region, where there is one. */
export function usePlace(): (country: string, region?: string | null) => string {
  const forms = useForms()
  const language = useLanguage()
  return (country, region) =>
    [region && regionName(country, region, language), forms.place(country)].filter(Boolean).join(', ')
}

/** Chosen by name where the regions of the country are known, else typed as its code. */
export function RegionField({
  country,
  value,
  onChange,
  ...rest
}: Pick<TextInputProps, 'label' | 'description' | 'placeholder' | 'error' | 'required' | 'size' | 'w'> & {
  country: string
  value: string
  onChange: (code: string) => void
}) {
  const language = useLanguage()
  const all = regionsOf(country.trim().toUpperCase(), language)
  if (all.size === 0)
    return (
      <TextInput {...rest} value={value} maxLength={20} onChange={(event) => onChange(event.currentTarget.value)} />
    )
  const data = [...all].map(([code, label]) => ({ value: code, label }))
  const code = value.toUpperCase()
  // What was kept before and has no name here stays as it is.
  if (code !== '' && !all.has(code)) data.unshift({ value: code, label: regionName(country, code, language) })
  return (
    <Select
      {...rest}
      searchable
      data={data}
      value={code === '' ? null : code}
      onChange={(next) => onChange(next ?? '')}
    />
  )
}
