import { expect, test } from 'vitest'
import { inFullRuleOf } from '../rules/in-full.ts'
import { inFullWords } from '../rules/words/in-full.ts'
import { inFullMark } from './in-full.ts'

test.each([
  ['In full and final settlement of invoice R-1', 'en'],
  ['PMT IN FULL & FINAL SETTLEM ENT R-1', 'en'],
  ['accepted as full and final payment', 'en'],
  ['by way of accord and satisfaction', 'en'],
  ['part payment in full and final settlement', 'en'],
  ['Zahlung unter dem Vorbehalt der vollständigen Erledigung', 'de'],
  ['ZUR VOLLSTAENDIGEN ERLEDI GUNG RE 4711', 'de'],
  ['Zum Ausgleich aller Forderungen', 'de'],
  ['zum Ausgleich sämtlicher Ansprüche', 'de'],
  ['Restzahlung abgegolten', 'de'],
  ['Zahlung zur endgültigen Erledigung', 'de'],
  ['Pour solde de tout compte, facture 12', 'fr'],
  ['POUR SOLDE DE TOUS COMPTES', 'fr'],
  ['règlement définitif', 'fr'],
  ['Como pago total y definitivo', 'es'],
  ['saldo y finiquito factura 9', 'es'],
  ['pago final y definitivo', 'es'],
])('%s is a mark', (text, language) => {
  expect(inFullMark(text, inFullWords)).toMatchObject({ language, weak: false })
})

test.each([
  'Invoice R-1001',
  'not in full and final settlement',
  'This is no full and final settlement',
  'first of 3, in full settlement by May',
  'instalment 2, full and final settlement later',
  'nicht zur vollständigen Erledigung',
  'keine Abgeltung, Teilzahlung zum Ausgleich aller Forderungen',
  'Rate 2 von 3 zum Ausgleich aller Forderungen',
  'ne vaut pas pour solde de tout compte',
  'versement 1 sur 3 pour solde de tout compte',
  'no como pago total y definitivo',
  'cuota 2, saldo y finiquito al final',
  'Ausgleich Rechnung 4711',
  'final invoice 2026-17',
  'finally settled? no: invoice 9',
])('%s is none', (text) => {
  expect(inFullMark(text, inFullWords)?.weak ?? true).toBe(true)
})

test.each(['payment in full', 'Schlusszahlung Projekt 7'])('%s may just say that all is paid', (text) => {
  expect(inFullMark(text, inFullWords)?.weak).toBe(true)
})

test('us.ucc.3-311, gb.day-v-mclea, de.397.erlassfalle, at.1444, fr.1350, es.1187 and any.in-full by place', () => {
  const ids = ['US-CA', 'GB-ENG', 'DE', 'AT', 'FR', 'ES', 'JP'].map((place) => inFullRuleOf(place).id)
  expect(ids).toEqual([
    'us.ucc.3-311',
    'gb.day-v-mclea',
    'de.397.erlassfalle',
    'at.1444',
    'fr.1350',
    'es.1187',
    'any.in-full',
  ])
})
