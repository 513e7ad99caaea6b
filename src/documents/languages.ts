// The words that no template holds: kinds of claims, the labels of a letter's page, and the clauses that the engine hands to
// templates. A new language is one more row here and one more folder of templates.

import type { DocumentKind } from '../core/document.ts'
import { problem, quoted } from '../core/problem.ts'

interface Language {
  /** For Intl. */
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  /** Of a kind of claim: one (with its article where a sentence wants it), several. */
  readonly kinds: Readonly<Record<string, readonly [string, string]>>
  readonly otherKind: readonly [string, string]
  readonly days: readonly [string, string]
  /** How a day looks in a table, where it is not a short month. */
  readonly shortDay?: Intl.DateTimeFormatOptions
  /** How the first of a month is written, where it is not 1. */
  readonly firstDay?: string
  /** The words of the page itself, that no template holds. */
  readonly page: {
    readonly of: (page: string, pages: string) => string
    readonly date: string
    readonly number: string
    readonly reference: string
    readonly contact: string
    readonly phone: string
  }
  readonly onAccount: { readonly credit: string; readonly payment: string }
  /** What the next step really is, as the clause that ends "if we hear nothing by then, …". */
  readonly next: { readonly final: string; readonly demand: string }
  /** How to stop further emails, where the law asks that a message says so. */
  readonly optOut: string
  /** What we sent last, after "we sent you". */
  readonly sent: Readonly<Record<'friendly' | 'second' | 'firm' | 'final' | 'demand', string>>
  /** What is enclosed, before the number of its claim: one, several. */
  readonly copies: Readonly<Record<DocumentKind, readonly [string, string]>>
}

const figures: Intl.DateTimeFormatOptions = { day: '2-digit', month: '2-digit', year: 'numeric' }

const languages: Readonly<Record<string, Language>> = {
  en: {
    locale: 'en-GB',
    direction: 'ltr',
    kinds: {
      invoice: ['invoice', 'invoices'],
      rent: ['rent payment', 'rent payments'],
      loan: ['loan', 'loans'],
      fee: ['fee', 'fees'],
    },
    otherKind: ['item', 'items'],
    days: ['day', 'days'],
    page: {
      of: (page, pages) => `Page ${page} of ${pages}`,
      date: 'Date',
      number: 'Customer no.',
      reference: 'Reference',
      contact: 'Contact',
      phone: 'Phone',
    },
    onAccount: { credit: 'Credit on your account', payment: 'Payment on your account' },
    next: { final: 'we will send you a final notice', demand: 'we will send you a formal demand for payment' },
    optOut: 'Reply with STOP and you will get no more emails at this address.',
    sent: {
      friendly: 'our friendly note',
      second: 'our second reminder',
      firm: 'our firm letter',
      final: 'our final notice',
      demand: 'our formal demand',
    },
    copies: {
      invoice: ['copy of invoice', 'copies of invoices'],
      contract: ['copy of the contract for', 'copies of the contracts for'],
      order: ['copy of the order for', 'copies of the orders for'],
      proof_of_delivery: ['proof of delivery for', 'proofs of delivery for'],
    },
  },
  // Only the Dutch letter before costs is in Dutch; all else falls back to English.
  nl: {
    locale: 'nl-NL',
    direction: 'ltr',
    kinds: {
      invoice: ['factuur', 'facturen'],
      rent: ['huurbetaling', 'huurbetalingen'],
      loan: ['lening', 'leningen'],
      fee: ['bijdrage', 'bijdragen'],
    },
    otherKind: ['post', 'posten'],
    days: ['dag', 'dagen'],
    shortDay: figures,
    page: {
      of: (page, pages) => `Pagina ${page} van ${pages}`,
      date: 'Datum',
      number: 'Klantnummer',
      reference: 'Kenmerk',
      contact: 'Contact',
      phone: 'Telefoon',
    },
    onAccount: { credit: 'Tegoed op uw rekening', payment: 'Betaling op uw rekening' },
    next: { final: 'sturen wij u een laatste herinnering', demand: 'sturen wij u een formele aanmaning' },
    optOut: 'Antwoord met STOP en u krijgt op dit adres geen e-mails meer.',
    sent: {
      friendly: 'onze herinnering',
      second: 'onze tweede herinnering',
      firm: 'onze brief',
      final: 'onze laatste herinnering',
      demand: 'onze formele aanmaning',
    },
    copies: {
      invoice: ['kopie van factuur', 'kopieën van facturen'],
      contract: ['kopie van het contract voor', 'kopieën van de contracten voor'],
      order: ['kopie van de bestelling voor', 'kopieën van de bestellingen voor'],
      proof_of_delivery: ['bewijs van levering voor', 'bewijzen van levering voor'],
    },
  },
  de: {
    locale: 'de-DE',
    direction: 'ltr',
    kinds: {
      invoice: ['Rechnung', 'Rechnungen'],
      rent: ['Mietzahlung', 'Mietzahlungen'],
      loan: ['Darlehen', 'Darlehen'],
      fee: ['Gebühr', 'Gebühren'],
    },
    otherKind: ['Posten', 'Posten'],
    days: ['Tag', 'Tage'],
    shortDay: figures,
    page: {
      of: (page, pages) => `Seite ${page} von ${pages}`,
      date: 'Datum',
      number: 'Kundennr.',
      reference: 'Referenz',
      contact: 'Kontakt',
      phone: 'Telefon',
    },
    onAccount: { credit: 'Gutschrift auf Ihrem Konto', payment: 'Zahlung auf Ihrem Konto' },
    next: {
      final: 'senden wir Ihnen eine letzte Mahnung',
      demand: 'senden wir Ihnen eine förmliche Zahlungsaufforderung',
    },
    optOut: 'Antworten Sie mit STOP, und Sie erhalten an diese Adresse keine weiteren E-Mails.',
    sent: {
      friendly: 'unsere Zahlungserinnerung',
      second: 'unsere zweite Zahlungserinnerung',
      firm: 'unsere Mahnung',
      final: 'unsere letzte Mahnung',
      demand: 'unsere förmliche Zahlungsaufforderung',
    },
    copies: {
      invoice: ['Kopie der Rechnung', 'Kopien der Rechnungen'],
      contract: ['Kopie des Vertrags zu', 'Kopien der Verträge zu'],
      order: ['Kopie der Bestellung zu', 'Kopien der Bestellungen zu'],
      proof_of_delivery: ['Liefernachweis zu', 'Liefernachweise zu'],
    },
  },
  fr: {
    locale: 'fr-FR',
    direction: 'ltr',
    kinds: {
      invoice: ['la facture', 'factures'],
      rent: ['le loyer', 'loyers'],
      loan: ['le prêt', 'prêts'],
      fee: ['la cotisation', 'cotisations'],
    },
    otherKind: ['le poste', 'postes'],
    days: ['jour', 'jours'],
    shortDay: figures,
    firstDay: '1er',
    page: {
      of: (page, pages) => `Page ${page} sur ${pages}`,
      date: 'Date',
      number: 'N° de client',
      reference: 'Référence',
      contact: 'Contact',
      phone: 'Téléphone',
    },
    onAccount: { credit: 'Avoir sur votre compte', payment: 'Paiement sur votre compte' },
    next: {
      final: 'nous vous adresserons un dernier rappel',
      demand: 'nous vous adresserons une mise en demeure de payer',
    },
    optOut: 'Répondez STOP pour ne plus recevoir d’e-mails à cette adresse.',
    sent: {
      friendly: 'notre premier rappel',
      second: 'notre deuxième rappel',
      firm: 'notre lettre de relance',
      final: 'notre dernier rappel',
      demand: 'notre mise en demeure',
    },
    copies: {
      invoice: ['copie de la facture', 'copies des factures'],
      contract: ['copie du contrat concernant', 'copies des contrats concernant'],
      order: ['copie de la commande concernant', 'copies des commandes concernant'],
      proof_of_delivery: ['preuve de livraison concernant', 'preuves de livraison concernant'],
    },
  },
  es: {
    locale: 'es-ES',
    direction: 'ltr',
    kinds: {
      invoice: ['la factura', 'facturas'],
      rent: ['el alquiler', 'alquileres'],
      loan: ['el préstamo', 'préstamos'],
      fee: ['la cuota', 'cuotas'],
    },
    otherKind: ['la partida', 'partidas'],
    days: ['día', 'días'],
    shortDay: figures,
    page: {
      of: (page, pages) => `Página ${page} de ${pages}`,
      date: 'Fecha',
      number: 'N.º de cliente',
      reference: 'Referencia',
      contact: 'Contacto',
      phone: 'Teléfono',
    },
    onAccount: { credit: 'Abono en su cuenta', payment: 'Pago en su cuenta' },
    next: {
      final: 'le enviaremos un último aviso',
      demand: 'le enviaremos un requerimiento formal de pago',
    },
    optOut: 'Responda STOP y no recibirá más correos en esta dirección.',
    sent: {
      friendly: 'nuestro recordatorio',
      second: 'nuestro segundo recordatorio',
      firm: 'nuestra carta de reclamación',
      final: 'nuestro último aviso',
      demand: 'nuestro requerimiento formal de pago',
    },
    copies: {
      invoice: ['copia de la factura', 'copias de las facturas'],
      contract: ['copia del contrato relativo a', 'copias de los contratos relativos a'],
      order: ['copia del pedido relativo a', 'copias de los pedidos relativos a'],
      proof_of_delivery: ['prueba de entrega relativa a', 'pruebas de entrega relativas a'],
    },
  },
}

export function languageOf(code: string): Language {
  const language = languages[code]
  if (!language) {
    throw problem(
      'documents.unknown_language',
      `There are no words for the language ${quoted(code)}.`,
      `Use one of: ${Object.keys(languages).join(', ')}.`,
    )
  }
  return language
}
