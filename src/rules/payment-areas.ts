// Where an account may be paid how: which countries' accounts take euro transfers by SEPA, within the economic area or beyond it,
// and which take the Swiss QR-bill. Countries by the first two letters of their IBANs.

interface Area {
  readonly id: string
  readonly says: string
  readonly cite: string
  readonly countries: readonly string[]
}

/** European Economic Area: a SEPA transfer needs no BIC. */
export const economicArea: Area = {
  id: 'payment.eea',
  says: 'A euro transfer to an account in the European Economic Area needs its IBAN alone.',
  cite: 'Regulation (EU) No 260/2012 art. 5(7); EPC069-12, AT-C002',
  countries: 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
}

/** In SEPA, and outside the economic area: the BIC goes with the IBAN. */
export const sepaBeyond: Area = {
  id: 'payment.sepa-beyond',
  says: 'A euro transfer to an account of SEPA outside the European Economic Area needs its BIC too.',
  cite: 'EPC409-09, list of the SEPA scheme countries; EPC069-12, AT-C002',
  countries: 'AD AL CH GB GI MC MD ME MK RS SM VA'.split(' '),
}

export const swissBill: Area = {
  id: 'payment.swiss-qr-bill',
  says: 'The Swiss QR-bill is for accounts in Switzerland and Liechtenstein, in francs or euros.',
  cite: 'SIX, Swiss Implementation Guidelines for the QR-bill, version 2.3, chapter 4',
  countries: ['CH', 'LI'],
}
