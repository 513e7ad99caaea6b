// German beside the English: who works which case, the rules for it, and who covers for whom.

import type { Catalogue } from '../../core/tongue.ts'

export const collectors: Catalogue = {
  '{where}: {message}.': '{where}: {message}.',
  'The rules: {message}.': 'Die Regeln: {message}.',
  'See: ./dunwell collector rule --help': 'Sehen Sie nach mit: ./dunwell collector rule --help',
  'Rule {no} {wrong}.': 'Regel {no} {wrong}.',
  'says of no case that it fits': 'sagt bei keinem Fall, dass sie passt',
  'ends its names before they begin': 'lässt die Namen enden, bevor sie beginnen',
  'ends its sums before they begin': 'lässt die Beträge enden, bevor sie beginnen',
  'must name a sum and its currency together': 'muss einen Betrag mit seiner Währung nennen',
  'Say by country, language, creditor, names or sum.':
    'Unterscheiden Sie nach Land, Sprache, Gläubiger, Namen oder Betrag.',
  '{name} may only look, and can have no cases.': '{name} darf nur ansehen und kann keine Fälle haben.',
  'Choose somebody who works, or change their role first.':
    'Wählen Sie jemanden, der mitarbeitet, oder ändern Sie zuerst die Rolle.',
  'Give the day they are back.': 'Nennen Sie den Tag, an dem sie wieder da sind.',
  'A key has no cases of its own.': 'Ein Schlüssel hat keine eigenen Fälle.',
  'Leave "mine" out, or sign in at the desk.': 'Lassen Sie „mine“ weg, oder melden Sie sich am Schreibtisch an.',
  'Rule {#no} gives cases to somebody who does not work here.':
    'Regel {no} gibt Fälle an jemanden, der hier nicht mitarbeitet.',
  'Choose people of this list: GET /v1/collectors.': 'Wählen Sie Personen aus dieser Liste: GET /v1/collectors.',
  'Somebody else changed the rules at this moment.': 'In diesem Augenblick hat jemand anderes die Regeln geändert.',
  'Read them again and save anew.': 'Lesen Sie sie noch einmal, und speichern Sie neu.',
}
