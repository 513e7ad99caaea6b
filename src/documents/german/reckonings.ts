// German beside the English: what is said of what takes long to work out.

import type { Catalogue } from '../../core/tongue.ts'

export const reckonings: Catalogue = {
  'This is not kept any more.': 'Das ist nicht mehr aufgehoben.',
  'Ask for it again: what is worked out is kept for a day.':
    'Fordern Sie es neu an: Was errechnet ist, bleibt einen Tag.',
  'It was stopped before it was done.': 'Es wurde angehalten, bevor es fertig war.',
  'Ask for it again.': 'Fordern Sie es neu an.',
  'Something went wrong while this was worked out.': 'Beim Rechnen ist etwas schiefgegangen.',
  'Whoever worked on this is gone.': 'Der Prozess, der daran rechnete, ist nicht mehr da.',
  'Ask for it again: it is begun anew.': 'Fordern Sie es neu an: Es wird neu begonnen.',
}
