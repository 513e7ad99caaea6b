import { expect, test } from 'vitest'
import { offersOptOut, optsOut } from './optout.ts'

test.each([
  ['Reply with STOP and you will get no more emails at this address.', true],
  ['Antworten Sie mit STOP, und Sie erhalten an diese Adresse keine weiteren E-Mails.', true],
  ['Répondez STOP pour ne plus recevoir d’e-mails à cette adresse.', true],
  ['Responda STOP y no recibirá más correos en esta dirección.', true],
  ['To opt out, send your date of birth and account number.', false],
  ['Please pay by 3 May.', false],
])('%s offers it: %s', (text, expected) => expect(offersOptOut(text)).toBe(expected))

test.each([
  ['Re: Your invoice', 'STOP\n\nOn Monday you wrote: please pay', true],
  ['AW: STOP', 'Grüße', true],
  ['Re: Your invoice', 'Please stop by our office on Tuesday.', false],
  ['Re: Your invoice', 'I will stop the transfer unless you send the goods.', false],
  ['Re: Rechnung', 'Abmelden!', true],
])('%s / %s opts out: %s', (subject, text, expected) => expect(optsOut(subject, text)).toBe(expected))
