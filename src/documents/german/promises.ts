// German beside the English: what is said of promises to pay.

import type { Catalogue } from '../../core/tongue.ts'

export const promises: Catalogue = {
  'Nothing of what it was about is open any more.': 'Von dem, worum es ging, ist nichts mehr offen.',
  'Another promise for this stands already, for {day}.': 'Dafür gilt schon eine andere Zusage, zum {day}.',
  'Give that one another day.': 'Geben Sie dieser einen anderen Tag.',
  'This promise is withdrawn.': 'Diese Zusage ist zurückgenommen.',
  'Enter a new promise on the page of the case.': 'Tragen Sie auf der Seite des Falls eine neue Zusage ein.',
  'There is no such promise.': 'Diese Zusage gibt es nicht.',
  'Take its id from the list of promises.': 'Nehmen Sie ihre Kennung aus der Liste der Zusagen.',
}
