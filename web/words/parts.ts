// What the parts of the settings are called, there and where something points to them.

import { both } from './both.ts'

export const partWords = both({
  en: {
    business: 'Business',
    bank: 'Bank details',
    mail: 'Mail',
    sending: 'Sending',
    autopilot: 'Autopilot',
    people: 'People',
    collectors: 'Who works what',
    keys: 'Keys',
    webhooks: 'Webhooks',
    law: 'Law',
    pay: 'Payment links',
    backup: 'Backup',
    audit: 'Who did what',
    account: 'My account',
  },
  de: {
    business: 'Unternehmen',
    bank: 'Bankverbindung',
    mail: 'Mail',
    sending: 'Versand',
    autopilot: 'Autopilot',
    people: 'Personen',
    collectors: 'Wer bearbeitet was',
    keys: 'Schlüssel',
    webhooks: 'Webhooks',
    law: 'Recht',
    pay: 'Zahlungslinks',
    backup: 'Sicherung',
    audit: 'Wer tat was',
    account: 'Mein Konto',
  },
})
