// The words of the payment page, in the languages that we write. Kind and short: who it is from, what it is for, how to pay. No
// warning, no deadline, no threat.

interface PayWords {
  /** "Payment to Nordwind Ltd". */
  readonly title: (creditor: string) => string
  readonly what: string
  readonly sum: string
  readonly onAccount: string
  readonly byCard: string
  readonly card: string
  readonly cardSays: string
  readonly byTransfer: string
  readonly scan: string
  readonly amount: string
  readonly reference: string
  readonly payTo: string
  readonly bank: string
  readonly asOf: string
  readonly underWay: (sum: string) => string
  readonly settled: string
  readonly settledSays: string
  readonly expired: string
  readonly withdrawn: string
  readonly elsewhere: string
  readonly thanks: string
  readonly thanksSays: string
  readonly received: (sum: string) => string
  readonly notNow: string
  readonly question: string
  readonly back: string
  /** Of a checkout, as it stands at the provider: "Invoice 2026-0117, Nordwind Ltd". */
  readonly and: (first: string, more: number) => string
}

const words: Readonly<Record<string, PayWords>> = {
  en: {
    title: (creditor) => `Payment to ${creditor}`,
    what: 'What it is for',
    sum: 'To pay',
    onAccount: 'Already on your account',
    byCard: 'Pay online',
    card: 'Pay by card or online',
    cardSays: 'You go on to the secure page of our payment provider. We see no card details.',
    byTransfer: 'Pay by bank transfer',
    scan: 'Scan with your banking app',
    amount: 'Amount',
    reference: 'Reference',
    payTo: 'Pay to',
    bank: 'Bank',
    asOf: 'The sum is as of this moment; payments on their way to us are not in it yet.',
    underWay: (sum) => `A payment of ${sum} is being confirmed by the bank. There is nothing more for you to do.`,
    settled: 'All settled',
    settledSays: 'Nothing is open here any more. Thank you.',
    expired: 'This link is no longer valid. You will find the details for payment in our latest message.',
    withdrawn: 'This link is no longer in use. You will find the details for payment in our latest message.',
    elsewhere: 'This address leads nowhere. Perhaps a part of it is missing: please copy it whole.',
    thanks: 'Thank you',
    thanksSays:
      'As soon as your payment is confirmed it is entered, usually within a few minutes. You can close this page.',
    received: (sum) => `We have received your payment of ${sum}.`,
    notNow: 'Online payment is not available just now. Please try again later, or pay by bank transfer.',
    question: 'Any questions? We are glad to help.',
    back: 'Back',
    and: (first, more) => `${first} and ${more} more`,
  },
  de: {
    title: (creditor) => `Zahlung an ${creditor}`,
    what: 'Wofür',
    sum: 'Zu zahlen',
    onAccount: 'Bereits auf Ihrem Konto',
    byCard: 'Online zahlen',
    card: 'Mit Karte oder online zahlen',
    cardSays: 'Sie gelangen auf die sichere Seite unseres Zahlungsanbieters. Kartendaten sehen wir nicht.',
    byTransfer: 'Per Überweisung zahlen',
    scan: 'Mit der Banking-App scannen',
    amount: 'Betrag',
    reference: 'Verwendungszweck',
    payTo: 'Empfänger',
    bank: 'Bank',
    asOf: 'Der Betrag gilt für diesen Augenblick; Zahlungen, die noch unterwegs sind, sind nicht enthalten.',
    underWay: (sum) => `Eine Zahlung über ${sum} wird gerade von der Bank bestätigt. Sie müssen nichts weiter tun.`,
    settled: 'Alles erledigt',
    settledSays: 'Hier ist nichts mehr offen. Vielen Dank.',
    expired: 'Dieser Link ist nicht mehr gültig. Die Angaben zur Zahlung finden Sie in unserer letzten Nachricht.',
    withdrawn:
      'Dieser Link wird nicht mehr verwendet. Die Angaben zur Zahlung finden Sie in unserer letzten Nachricht.',
    elsewhere: 'Diese Adresse führt nirgendwohin. Vielleicht fehlt ein Teil: Bitte kopieren Sie sie vollständig.',
    thanks: 'Vielen Dank',
    thanksSays:
      'Sobald Ihre Zahlung bestätigt ist, wird sie verbucht, meist in wenigen Minuten. Sie können diese Seite schließen.',
    received: (sum) => `Ihre Zahlung über ${sum} ist bei uns eingegangen.`,
    notNow:
      'Die Online-Zahlung ist gerade nicht verfügbar. Bitte versuchen Sie es später noch einmal oder überweisen Sie.',
    question: 'Haben Sie Fragen? Wir helfen gern.',
    back: 'Zurück',
    and: (first, more) => `${first} und ${more} weitere`,
  },
  fr: {
    title: (creditor) => `Paiement à ${creditor}`,
    what: 'Objet',
    sum: 'À régler',
    onAccount: 'Déjà sur votre compte',
    byCard: 'Payer en ligne',
    card: 'Payer par carte ou en ligne',
    cardSays:
      'Vous passez sur la page sécurisée de notre prestataire de paiement. Nous ne voyons aucune donnée de carte.',
    byTransfer: 'Payer par virement',
    scan: 'À scanner avec votre application bancaire',
    amount: 'Montant',
    reference: 'Référence',
    payTo: 'Bénéficiaire',
    bank: 'Banque',
    asOf: 'Le montant est celui de cet instant ; les paiements en cours d’acheminement n’y figurent pas encore.',
    underWay: (sum) =>
      `Un paiement de ${sum} est en cours de confirmation par la banque. Vous n’avez rien d’autre à faire.`,
    settled: 'Tout est réglé',
    settledSays: 'Plus rien n’est dû ici. Merci.',
    expired: 'Ce lien n’est plus valable. Vous trouverez les coordonnées de paiement dans notre dernier message.',
    withdrawn: 'Ce lien n’est plus utilisé. Vous trouverez les coordonnées de paiement dans notre dernier message.',
    elsewhere: 'Cette adresse ne mène nulle part. Il en manque peut-être une partie : merci de la copier en entier.',
    thanks: 'Merci',
    thanksSays:
      'Dès que votre paiement est confirmé, il est enregistré, en général en quelques minutes. Vous pouvez fermer cette page.',
    received: (sum) => `Nous avons bien reçu votre paiement de ${sum}.`,
    notNow:
      'Le paiement en ligne n’est pas disponible pour le moment. Merci de réessayer plus tard ou de payer par virement.',
    question: 'Une question ? Nous sommes là pour vous aider.',
    back: 'Retour',
    and: (first, more) => `${first} et ${more} autres`,
  },
  es: {
    title: (creditor) => `Pago a ${creditor}`,
    what: 'Concepto',
    sum: 'A pagar',
    onAccount: 'Ya en su cuenta',
    byCard: 'Pagar en línea',
    card: 'Pagar con tarjeta o en línea',
    cardSays: 'Pasará a la página segura de nuestro proveedor de pagos. No vemos los datos de la tarjeta.',
    byTransfer: 'Pagar por transferencia',
    scan: 'Para escanear con la aplicación del banco',
    amount: 'Importe',
    reference: 'Referencia',
    payTo: 'Beneficiario',
    bank: 'Banco',
    asOf: 'El importe es el de este momento; los pagos que están en camino aún no figuran.',
    underWay: (sum) => `El banco está confirmando un pago de ${sum}. No tiene que hacer nada más.`,
    settled: 'Todo en orden',
    settledSays: 'Aquí ya no queda nada pendiente. Gracias.',
    expired: 'Este enlace ya no es válido. Encontrará los datos para el pago en nuestro último mensaje.',
    withdrawn: 'Este enlace ya no se utiliza. Encontrará los datos para el pago en nuestro último mensaje.',
    elsewhere: 'Esta dirección no lleva a ninguna parte. Quizá falte un trozo: cópiela entera, por favor.',
    thanks: 'Gracias',
    thanksSays: 'En cuanto se confirme su pago quedará anotado, normalmente en unos minutos. Puede cerrar esta página.',
    received: (sum) => `Hemos recibido su pago de ${sum}.`,
    notNow: 'El pago en línea no está disponible en este momento. Inténtelo más tarde o pague por transferencia.',
    question: '¿Alguna pregunta? Le ayudamos con gusto.',
    back: 'Volver',
    and: (first, more) => `${first} y ${more} más`,
  },
  nl: {
    title: (creditor) => `Betaling aan ${creditor}`,
    what: 'Waarvoor',
    sum: 'Te betalen',
    onAccount: 'Al op uw rekening',
    byCard: 'Online betalen',
    card: 'Betalen met kaart of online',
    cardSays: 'U gaat naar de beveiligde pagina van onze betaaldienst. Kaartgegevens zien wij niet.',
    byTransfer: 'Betalen per overschrijving',
    scan: 'Scan met uw bankapp',
    amount: 'Bedrag',
    reference: 'Kenmerk',
    payTo: 'Op naam van',
    bank: 'Bank',
    asOf: 'Het bedrag geldt op dit moment; betalingen die nog onderweg zijn, zijn niet meegeteld.',
    underWay: (sum) => `Een betaling van ${sum} wordt door de bank bevestigd. U hoeft verder niets te doen.`,
    settled: 'Alles is in orde',
    settledSays: 'Hier staat niets meer open. Dank u wel.',
    expired: 'Deze link is niet meer geldig. De betaalgegevens vindt u in ons laatste bericht.',
    withdrawn: 'Deze link wordt niet meer gebruikt. De betaalgegevens vindt u in ons laatste bericht.',
    elsewhere: 'Dit adres leidt nergens heen. Misschien ontbreekt een deel: kopieer het helemaal.',
    thanks: 'Dank u wel',
    thanksSays:
      'Zodra uw betaling is bevestigd, wordt zij geboekt, meestal binnen enkele minuten. U kunt deze pagina sluiten.',
    received: (sum) => `Wij hebben uw betaling van ${sum} ontvangen.`,
    notNow: 'Online betalen is nu niet mogelijk. Probeer het later nog eens, of betaal per overschrijving.',
    question: 'Hebt u vragen? Wij helpen u graag.',
    back: 'Terug',
    and: (first, more) => `${first} en nog ${more}`,
  },
}

/** In English where there are no words in a language. */
export function payLanguage(language: string): string {
  return words[language] ? language : 'en'
}

export function payWords(language: string): PayWords {
  return words[payLanguage(language)]!
}
