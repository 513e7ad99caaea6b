// How tax numbers, phones and addresses are brought to one form, so that two records of one customer are found by equal keys. Names
// have theirs in core/name.ts.

import { folded } from '../core/text.ts'

/** A tax number without signs; undefined where too little is left to mean anything. */
export function taxForm(text: string): string | undefined {
  const bare = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return bare.length < 6 ? undefined : bare
}

/** An address of any channel in one form: mails in small letters, phones as digits, letters without the name above them. */
export function addressForm(channel: string, address: string): string | undefined {
  if (channel === 'email') return address.trim().toLowerCase()
  if (channel === 'phone') {
    const digits = address.replace(/\D/g, '').replace(/^00/, '')
    return digits.length < 6 ? undefined : digits
  }
  const words = folded(address).match(/[\p{L}\p{N}]+/gu) ?? []
  // A town alone is no address: a street and its number are.
  return words.length < 3 || !words.some((word) => /\d/.test(word)) ? undefined : words.join(' ')
}
