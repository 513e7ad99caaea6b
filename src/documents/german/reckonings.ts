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
  'No letter was released from {from} to {to}.': 'Vom {from} bis zum {to} ging kein Brief hinaus.',
  'Choose other days; what waits is not printed before it is sent.':
    'Wählen Sie andere Tage; was noch wartet, wird erst mit dem Senden gedruckt.',
  'More than {lettersMax} letters were released from {from} to {to}.':
    'Vom {from} bis zum {to} gingen mehr als {lettersMax} Briefe hinaus.',
  'Ask for fewer days at once.': 'Fordern Sie weniger Tage auf einmal an.',
  'The bytes of a letter are kept no more.': 'Ein Brief ist nicht mehr aufgehoben.',
  'Print the others day by day.': 'Drucken Sie die anderen Tag für Tag.',
  'The list cannot be filtered so: {where}.': 'So lässt sich die Liste nicht filtern: {where}.',
  'This is not stopped here.': 'Das wird nicht hier angehalten.',
  'A run is stopped by POST /v1/runs/{id}/cancel, an import by POST /v1/uploads/{id}/cancel, all else by POST /v1/reckonings/{id}/cancel.':
    'Ein Lauf wird mit POST /v1/runs/{id}/cancel angehalten, ein Import mit POST /v1/uploads/{id}/cancel, alles andere mit POST /v1/reckonings/{id}/cancel.',
  'No file came of this.': 'Daraus wurde keine Datei.',
  'Ask for it again: it is begun anew.': 'Fordern Sie es neu an: Es wird neu begonnen.',
}
