// The fields an import can fill, and the names by which the world's exports call them in English, German, French, Spanish,
// Dutch and Italian.

export type FieldType =
  | 'text'
  | 'day'
  | 'amount'
  | 'currency'
  | 'country'
  | 'language'
  | 'email'
  | 'phone'
  | 'yes_no'
  | 'terms'

interface FieldFacts {
  readonly says: string
  readonly type: FieldType
  /**
   * Split by commas; accents, spaces, dots and capitals do not count when comparing. One with a question mark gives way to
   * any other column that may be the field.
   */
  readonly names: string
}

const facts = {
  number: {
    says: 'the number of the invoice or claim',
    type: 'text',
    names: `
      num, contract number, contract no, contract id, Vertragsnummer, numéro de contrat, contractnummer,
      invoice number, invoice no, invoice nr, invoice num, invoice id, invoice #, inv no, inv number, inv #,
      invoice, document number, document no, doc no, doc number, bill number, bill no, claim number, number,
      reference number, our reference, reference, ref, voucher number, transaction number, loan number, no,
      Rechnungsnummer, Rechnungsnr, Rechnung Nr, Rechnungs Nr, Rechnung, RE Nr, RG Nr, Rg-Nummer, Belegnummer,
      Belegnr, Beleg Nr, Belegfeld 1, Vorgangsnummer, Forderungsnummer, Nummer, Nr, Referenz, numéro de facture,
      numéro facture, n° facture, n° de facture, no facture, num facture, facture, numéro, n° pièce,
      numéro de pièce, référence, número de factura, número factura, n.º factura, nº factura, factura,
      num factura, número, referencia, factuurnummer, factuurnr, factuur, nummer factuur, referentie,
      numero fattura, n. fattura, fattura, num fattura, numero documento, numero, riferimento`,
  },
  name: {
    says: "the customer's name",
    type: 'text',
    names: `
      contact name?, customer name, customer, client name, client, debtor name, debtor, company name, company, account name,
      business name, name, bill to, bill to name, buyer name, payer, tenant, tenant name, borrower,
      organisation, organization, legal name, contact/company, Kundenname, Kunde, Name, Firma, Firmenname,
      Debitor, Debitorenname, Debitorname, Debitorenbezeichnung, Schuldner, Mandant, Mieter, Name 1,
      Rechnungsempfänger, Auftraggeber, nom du client, nom client, nom, raison sociale, société, débiteur,
      locataire, nombre del cliente, nombre cliente, cliente, nombre, razón social, empresa, deudor, klantnaam,
      klant, naam, bedrijfsnaam, bedrijf, debiteur, debiteurnaam, naam debiteur, nome cliente, nome,
      ragione sociale, denominazione, azienda, debitore`,
  },
  externalId: {
    says: "the customer's number in your books",
    type: 'text',
    names: `
      a/c, a/c ref, account ref, customer id, customer number, customer no, customer nr, customer code, cust no, cust id, customer #,
      client id, client number, client no, client code, debtor id, debtor number, debtor no, debtor code,
      account number, account no, account code, account id, account, external id, customer, client, debtor, id,
      Kundennummer, Kundennr, Kunden Nr, Kd Nr, KdNr, Debitorennummer, Debitorennr, Debitoren Nr, Debitor,
      Debitorenkonto, Debitor Nr, Kontonummer, Konto, Personenkonto, Kunde, Kunden ID, Mieternummer,
      code client, numéro client, n° client, no client, numéro de client, compte client, compte,
      compte auxiliaire, código cliente, código de cliente, número de cliente, nº cliente, id cliente, cuenta,
      cod cliente, cliente, klantnummer, klantnr, klantcode, debiteurnummer, debiteurennummer, debiteurnr,
      relatienummer, klant, codice cliente, numero cliente, cod. cliente, conto cliente`,
  },
  debtorKind: {
    says: 'what the customer is: business, sole trader, consumer or public body',
    type: 'text',
    names: `
      customer type, client type, kind, debtor kind, debtor type, customer kind, Kundenart, Kundentyp, Kundengruppe,
      type de client, type client, tipo de cliente, tipo cliente, klanttype, soort klant, b2b/b2c, b2b`,
  },
  country: {
    says: "the customer's country",
    type: 'country',
    names: `
      country, country code, country name, country iso, customer country, billing country, Land, Ländercode,
      Länderkennzeichen, Staat, Länderkürzel, pays, code pays, país, código país, código de país, landcode,
      paese, nazione, stato, codice paese`,
  },
  language: {
    says: 'the language to write in',
    type: 'language',
    names: `
      language, language code, lang, locale, correspondence language, Sprache, Sprachcode, Korrespondenzsprache,
      langue, code langue, idioma, taal, taalcode, lingua`,
  },
  handling: {
    says: 'how the customer is to be handled: automatic, approve or by hand',
    type: 'text',
    names: 'handling, dunning handling, Bearbeitung, Mahnverfahren, traitement, tratamiento, behandeling',
  },
  accountManager: {
    says: 'the colleague who looks after the customer',
    type: 'text',
    names: `
      account manager, sales rep, sales representative, salesperson, sales person, key account manager, owner,
      Kundenbetreuer, Betreuer, Sachbearbeiter, Vertreter, Ansprechpartner intern, commercial, gestionnaire,
      responsable de cuenta, gestor, comercial, accountmanager, agente, responsabile`,
  },
  group: {
    says: 'the group of customers under one owner or payer that the customer belongs to',
    type: 'text',
    names: `
      group of companies, corporate group, company group, parent company, parent customer, parent account, holding company, Konzern,
      Konzernname, Konzernmutter, Muttergesellschaft, Unternehmensgruppe, société mère, groupe de sociétés, empresa matriz,
      grupo empresarial, moedermaatschappij, capogruppo, gruppo societario`,
  },
  paysBy: {
    says: 'how the customer pays',
    type: 'text',
    names: `
      payment method, pays by, pay method, method of payment, payment type, payment mode, Zahlungsart, Zahlart,
      Zahlungsweise, Zahlweg, Zahlungsweg, mode de paiement, mode de règlement, moyen de paiement,
      forma de pago, método de pago, betaalwijze, betaalmethode, modalità di pagamento, metodo di pagamento`,
  },
  vatNumber: {
    says: "the customer's VAT number",
    type: 'text',
    names: `
      vat number, vat no, vat id, vat reg no, vat registration number, tax id, tax number, USt-IdNr, USt-ID,
      UStID, Umsatzsteuer ID, Umsatzsteueridentifikationsnummer, UID Nummer, EU UStID, numéro de tva, n° tva,
      tva intracommunautaire, n° tva intracommunautaire, nif, cif, nif/cif, número de iva, btw nummer, btw nr,
      partita iva, p. iva, p iva`,
  },
  email: {
    says: "the customer's email address",
    type: 'email',
    names: `
      email, e-mail, email address, mail, customer email, client email, billing email, invoice email,
      E-Mail-Adresse, Mailadresse, Rechnungs-E-Mail, courriel, adresse e-mail, adresse mail, correo,
      correo electrónico, e-mailadres, posta elettronica, indirizzo e-mail`,
  },
  phone: {
    says: "the customer's phone number",
    type: 'phone',
    names: `
      phone, phone number, phone no, telephone, telephone number, tel, tel no, mobile, mobile number, cell,
      cell phone, customer phone, Telefon, Telefonnummer, Telefon Nr, Handy, Mobil, Rufnummer, téléphone,
      numéro de téléphone, portable, teléfono, número de teléfono, móvil, telefoon, telefoonnummer, mobiel,
      telefono, numero di telefono, cellulare`,
  },
  address: {
    says: "the customer's whole postal address",
    type: 'text',
    names: `
      address, billing address, postal address, full address, customer address, Adresse, Anschrift,
      Rechnungsadresse, adresse de facturation, dirección, domicilio, dirección de facturación, adres,
      factuuradres, indirizzo`,
  },
  street: {
    says: 'the street of the address',
    type: 'text',
    names: `
      street, street address, address 1, address line 1, addr1, billing street, Straße, Straße und Hausnummer,
      Straße Hausnummer, Straße Nr, Str, rue, adresse 1, adresse ligne 1, calle, dirección 1, straat, adres 1,
      straat en huisnummer, via, indirizzo 1`,
  },
  street2: {
    says: 'the second line of the address',
    type: 'text',
    names: `
      address 2, address line 2, addr2, Adresszusatz, Zusatz, adresse 2, complément, dirección 2, adres 2,
      indirizzo 2`,
  },
  postcode: {
    says: 'the postcode of the address',
    type: 'text',
    names: `
      postcode, post code, postal code, zip, zip code, zip/postcode, billing zip, PLZ, Postleitzahl,
      code postal, cp, código postal, c.p., cap, codice postale`,
  },
  city: {
    says: 'the city of the address',
    type: 'text',
    names: `
      city, town, billing city, city/town, Ort, Stadt, Wohnort, ville, ciudad, población, localidad, plaats,
      stad, woonplaats, città, comune, località`,
  },
  region: {
    says: 'the state or region of the address',
    type: 'text',
    names: `
      region, state, county, province, state/province, billing state, Bundesland, Kanton, région, département,
      provincia, provincie, regio, regione`,
  },
  contactName: {
    says: 'the name of a contact at the customer',
    type: 'text',
    names: `
      contact, contact name, contact person, attention, attn, Ansprechpartner, Kontakt, Kontaktperson,
      nom du contact, contacto, persona de contacto, contactpersoon, referente, contatto, interlocuteur`,
  },
  contactRole: {
    says: "the contact's role",
    type: 'text',
    names: `
      contact role, role, job title, position, function, Funktion, Rolle, fonction, cargo, functie, ruolo`,
  },
  contactEmail: {
    says: "a contact's email address",
    type: 'email',
    names: `
      contact email, contact e-mail, contact mail, E-Mail Ansprechpartner, Ansprechpartner E-Mail,
      email du contact, email contact, email contacto, email contactpersoon, email contatto`,
  },
  contactPhone: {
    says: "a contact's phone number",
    type: 'phone',
    names: `
      contact phone, contact telephone, contact tel, contact mobile, Telefon Ansprechpartner,
      Ansprechpartner Telefon, téléphone contact, teléfono contacto, telefoon contactpersoon, telefono contatto`,
  },
  kind: {
    says: 'what is owed: invoice, credit note, rent, loan, fee',
    type: 'text',
    names: `
      document type, doc type, type, transaction type, claim kind, claim type, kind, invoice type, Belegart,
      Dokumentart, Dokumenttyp, Belegtyp, Art, Forderungsart, type de document, type de pièce,
      tipo de documento, tipo documento, documentsoort, soort, tipo`,
  },
  issuedOn: {
    says: 'the day it was issued',
    type: 'day',
    names: `
      invoice date, inv date, date of invoice, issue date, issued on, issued, date issued, document date,
      doc date, bill date, billing date, transaction date, posting date, date, invoiced on, created date,
      invoice day, Rechnungsdatum, Re-Datum, RG-Datum, Belegdatum, Ausstellungsdatum, Datum, Buchungsdatum,
      Rechnung vom, date de facture, date facture, date de facturation, date d'émission, date émission,
      date pièce, fecha de factura, fecha factura, fecha de emisión, fecha emisión, fecha, factuurdatum,
      datum factuur, datum, data fattura, data di emissione, data emissione, data documento, data`,
  },
  dueOn: {
    says: 'the day it falls due',
    type: 'day',
    names: `
      due date, due, due on, date due, payment due, payment due date, pay by, due day, maturity, maturity date,
      net due date, invoice due date, due by, Fälligkeit, Fälligkeitsdatum, fällig, fällig am, Fälligkeitstag,
      zahlbar bis, Zahlungsziel Datum, Zahlungstermin, Nettofälligkeit, date d'échéance, date échéance,
      échéance, fecha de vencimiento, fecha vencimiento, vencimiento, vervaldatum, vervaldag,
      uiterste betaaldatum, vervalt op, data di scadenza, data scadenza, scadenza`,
  },
  dueAmount: {
    says: 'the part that falls due on its day',
    type: 'amount',
    names: `
      instalment amount, installment amount, due amount part, Ratenbetrag, montant échéance,
      importe vencimiento, importo rata, termijnbedrag`,
  },
  terms: {
    says: 'the terms of payment in days',
    type: 'terms',
    names: `
      terms, payment terms, terms days, net days, credit days, credit terms, days to pay, payment term,
      net terms, Zahlungsziel, Zahlungsbedingung, Zahlungsbedingungen, Zahlungsfrist, Zahlungskondition,
      Ziel Tage, Zahlungsziel Tage, conditions de paiement, délai de paiement, condiciones de pago,
      plazo de pago, plazo, betalingstermijn, betaaltermijn, betalingsconditie, termini di pagamento,
      condizioni di pagamento, giorni`,
  },
  currency: {
    says: 'the currency',
    type: 'currency',
    names: `
      currency, currency code, curr, ccy, invoice currency, Währung, Währungscode, Whg, Wkz, WKZ Umsatz, WKZ,
      Währungskennzeichen, devise, code devise, monnaie, moneda, divisa, valuta, valutacode, munt`,
  },
  amount: {
    says: 'the whole amount, tax included',
    type: 'amount',
    names: `
      amount in document currency, amount in doc curr, Betrag in Belegwährung, Betrag in BW, invoice amount, amount, gross amount, gross, total amount, total, invoice total, amount gross,
      grand total, original amount, invoice value, value, amount incl vat, total incl vat, total including tax,
      amt, document amount, claim amount, principal, rent, bill amount, total due amount, Rechnungsbetrag,
      Betrag, Bruttobetrag, Brutto, Gesamtbetrag, Summe, Rechnungssumme, Betrag brutto, Endbetrag, Forderung,
      Forderungsbetrag, Belegbetrag, Umsatz, montant, montant ttc, montant total, total ttc, montant facture,
      ttc, montant de la facture, importe, importe total, importe factura, total factura, monto, bedrag,
      factuurbedrag, totaalbedrag, bedrag incl btw, totaal, importo, importo totale, totale, importo fattura,
      totale fattura, importo lordo, lordo`,
  },
  netAmount: {
    says: 'the amount before tax',
    type: 'amount',
    names: `
      net amount, net, amount net, subtotal, sub total, amount excl vat, total excl vat, Nettobetrag, Netto,
      Betrag netto, montant ht, ht, total ht, base imponible, neto, nettobedrag, bedrag excl btw, imponibile,
      importo netto`,
  },
  tax: {
    says: 'the tax in the amount',
    type: 'amount',
    names: `
      tax, vat, tax amount, vat amount, sales tax, gst, gst amount, MwSt, MwSt-Betrag, USt, USt-Betrag,
      Umsatzsteuer, Mehrwertsteuer, Steuer, Steuerbetrag, tva, montant tva, iva, importe iva, cuota iva, btw,
      btw bedrag, imposta, importo iva`,
  },
  debit: {
    says: 'the amount when it is owed',
    type: 'amount',
    names: 'debit, debit amount, Soll, Sollbetrag, débit, debe, debet, dare',
  },
  credit: {
    says: 'the amount when it is a credit',
    type: 'amount',
    names: 'credit, credit amount, Haben, Habenbetrag, crédit, haber, avere',
  },
  // Of a list with a row for each line of an invoice. Which columns these are its rows show, not a name alone (lineshape.ts).
  lineAmount: { says: 'the amount of one line of the invoice, tax included', type: 'amount', names: '' },
  lineNet: { says: 'the amount of one line of the invoice, before tax', type: 'amount', names: '' },
  lineTax: { says: 'the tax of one line of the invoice', type: 'amount', names: '' },
  item: { says: 'what one line of the invoice is for', type: 'text', names: '' },
  open: {
    says: 'what is still open',
    type: 'amount',
    names: `
      open amount, outstanding, outstanding amount, amount outstanding, balance, balance due, amount due,
      open balance, remaining, remaining amount, amount open, open, unpaid, unpaid amount, outstanding balance,
      still open, due amount, amount remaining, total outstanding, current balance, Offener Betrag, offen,
      Offen Betrag, Restbetrag, Saldo, offener Saldo, Restforderung, OP-Betrag, offener Posten, noch offen,
      Betrag offen, solde, reste dû, reste à payer, montant dû, solde dû, restant dû, pendiente,
      importe pendiente, saldo pendiente, saldo, openstaand, openstaand bedrag, openstaand saldo,
      nog te betalen, residuo, importo aperto, saldo aperto, da pagare, importo residuo`,
  },
  paidAmount: {
    says: 'what has been paid',
    type: 'amount',
    names: `
      amount paid, paid amount, paid, payment amount, received, amount received, paid so far, payments,
      total paid, bezahlt, gezahlt, bezahlter Betrag, gezahlter Betrag, Zahlbetrag, Zahlung, Zahlungseingang,
      Zahlungsbetrag, montant payé, payé, réglé, montant réglé, acompte, pagado, importe pagado, cobrado,
      betaald, betaald bedrag, pagato, importo pagato, incassato`,
  },
  paidOn: {
    says: 'the day it was paid',
    type: 'day',
    names: `
      settled date, settlement date, payment date, paid date, date paid, paid on, settled on, settled,
      cleared date, clearing date, date settled, last payment date, pay date, receipt date, Zahlungsdatum,
      bezahlt am, gezahlt am, Zahldatum, Ausgleichsdatum, ausgeglichen am, Zahlungseingang am, date de paiement,
      date paiement, date de règlement, payé le, réglé le, fecha de pago, fecha pago, fecha de cobro, pagado el,
      betaaldatum, betaald op, datum betaling, data pagamento, data di pagamento, pagato il, data incasso`,
  },
  disputed: {
    says: 'whether the customer contests it',
    type: 'yes_no',
    names: `
      disputed, dispute, in dispute, is disputed, contested, dispute flag, strittig, bestritten, Streitfall,
      Reklamation, reklamiert, Einspruch, contesté, contestée, litige, en litige, litigieux, disputada,
      en disputa, disputa, litigio, reclamación, betwist, in geschil, geschil, contestato, contestata,
      contestazione, in contestazione`,
  },
  disputeCause: {
    says: 'why the customer contests it',
    type: 'text',
    names: `
      dispute reason, dispute cause, dispute note, reason for dispute, Streitgrund, Reklamationsgrund,
      motif du litige, motif de contestation, motivo de la disputa, motivo disputa, reden geschil,
      motivo contestazione`,
  },
  orderNumber: {
    says: "the customer's order number",
    type: 'text',
    names: `
      order number, order no, order id, order, po, po number, po no, purchase order, purchase order number,
      customer po, customer reference, your reference, Bestellnummer, Bestellnr, Auftragsnummer, Auftragsnr,
      Auftrag, Bestellung, Ihr Zeichen, numéro de commande, n° commande, commande, bon de commande,
      número de pedido, nº pedido, pedido, ordernummer, bestelnummer, inkoopordernummer, numero ordine, ordine`,
  },
  deliveryNote: {
    says: 'the delivery note',
    type: 'text',
    names: `
      delivery note, delivery note number, delivery no, delivery number, Lieferschein, Lieferscheinnummer,
      Lieferschein Nr, bon de livraison, albarán, número de albarán, pakbon, pakbonnummer, leverbon, ddt, bolla`,
  },
  about: {
    says: 'what it was for',
    type: 'text',
    names: `
      description, details, about, subject, memo, text, item, note, notes, Beschreibung, Buchungstext,
      Verwendungszweck, Bemerkung, Betreff, Leistung, libellé, objet, désignation, descripción, concepto,
      omschrijving, descrizione, causale, oggetto`,
  },
  lastReminderOn: {
    says: 'the day of the last reminder',
    type: 'day',
    names: `
      last reminder, last reminder date, reminder date, last dunning date, dunning date, last reminded,
      last chased, reminded on, last reminder on, letzte Mahnung, Mahndatum, letzte Mahnung am,
      letztes Mahndatum, gemahnt am, dernière relance, date de relance, date dernière relance,
      último recordatorio, fecha último recordatorio, laatste herinnering, laatste aanmaning, datum aanmaning,
      ultimo sollecito, data sollecito`,
  },
  reminderStep: {
    says: 'how far reminding has come',
    type: 'text',
    names: `
      reminder level, dunning level, reminder step, dunning step, reminders sent, reminder count,
      number of reminders, reminder stage, Mahnstufe, Mahnlevel, Mahnstand, niveau de relance,
      nombre de relances, nivel de recordatorio, nivel de reclamación, aanmaningsniveau, herinneringsniveau,
      livello sollecito, livello di sollecito`,
  },
  factor: {
    says: 'the factor it was sold to',
    type: 'text',
    names: `
      factor, factoring, factoring company, sold to factor, assigned to, Factoring-Bank, société d'affacturage,
      affacturage, factormaatschappij`,
  },
  status: {
    says: 'the status: open, paid, disputed, cancelled, draft',
    type: 'text',
    names: `
      status, invoice status, payment status, document status, Rechnungsstatus, Zahlungsstatus, Zahlstatus,
      statut, état, statut de paiement, estado, estado de pago, factuurstatus, betaalstatus, stato,
      stato pagamento`,
  },
} as const satisfies Record<string, FieldFacts>

export type Field = keyof typeof facts
export const fields = Object.keys(facts) as [Field, ...Field[]]

export const roles = ['accounts_payable', 'buyer', 'decision_maker', 'accountant', 'attorney'] as const
export type Role = (typeof roles)[number]

export function fieldSays(field: Field): string {
  return facts[field].says
}

export function fieldType(field: Field): FieldType {
  return facts[field].type
}

/** The names by which exports call it. */
export function fieldNames(field: Field): readonly string[] {
  const { names } = facts[field] as FieldFacts
  return names === '' ? [] : names.trim().split(/\s*,\s*/)
}
