// Names that are one customer's, and names that are not.

import { expect, test } from 'vitest'
import { likeness, nameForm, ownWords } from '../core/name.ts'
import { addressForm, taxForm } from './likeness.ts'

test.each([
  ['Meyer GmbH', 'MEYER G.m.b.H.'],
  ['Müller & Söhne GmbH & Co. KG', 'Muller Sohne Co KG'],
  ['Dupont SARL', 'S.A.R.L. Dupont'],
  ['Acme Inc.', 'The Acme Company'],
  ['Nowak Sp. z o.o.', 'Nowak'],
  ['Rossi S.p.A.', 'Rossi SPA'],
  ['Hansen A/S', 'Hansen AS'],
  ['Harbour Foods Ltd', 'Foods Harbour Limited'],
])('%s and %s are one name', (a, b) => {
  expect(nameForm(a)).toBe(nameForm(b))
})

test.each([
  ['Meyer GmbH', 'Meier GmbH', true],
  ['Nordwind Handels GmbH', 'Nordwind Handles GmbH', true],
  ['Müller Berlin GmbH', 'Müller Hamburg GmbH', false],
  ['Alba SL', 'Bond Ltd', false],
])('%s and %s alike: %s', (a, b, alike) => {
  expect(likeness(a, b) >= 80).toBe(alike)
})

test('what is only a legal form stays a name, and what is too short is no key', () => {
  expect(ownWords('Limited')).toEqual(['limited'])
  expect(nameForm('X AG')).toBeUndefined()
  expect(taxForm('DE 123-456.789')).toBe('DE123456789')
  expect(taxForm('n/a')).toBeUndefined()
  expect(addressForm('phone', '+44 117 496 0000')).toBe('441174960000')
  expect(addressForm('post', '1 High Street\nBristol')).toBe('1 high street bristol')
  expect(addressForm('post', 'Bristol')).toBeUndefined()
})
