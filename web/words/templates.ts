// Words of the templates: which there are, how one is written, checked, looked at and restored.

import { both } from './both.ts'

export const templateWords = both({
  en: {
    title: 'Templates',
    titleSays:
      'The words of every message, by step and language. Change them, and see at once how they read for a real customer.',
    name: 'Words of',
    andMore: (count: string) => (count === '1' ? 'and one other step' : `and ${count} other steps`),
    noStep: (id: string) =>
      id.endsWith('thank-you')
        ? 'goes out by itself when all is paid'
        : id.endsWith('crossed')
          ? 'goes out by itself when a payment and a message crossed'
          : id === 'by-hand'
            ? 'around what you write on the page of a case'
            : id === 'verification'
              ? 'goes out when somebody contests a debt, where the law asks for it'
              : id === 'statement'
                ? 'goes out where a backlog is answered so, or when you send one'
                : 'no step of a policy uses it',
    own: (version: number) => `yours, version ${version}`,
    house: 'as it came',
    all: 'All templates',
    text: 'Text',
    textSays: 'Lines with {{ … }} are filled in. The first lines say what it is.',
    remarks: 'What the linter remarks',
    noRemarks: 'Nothing to remark. Required content is there.',
    checking: 'Reading …',
    line: (no: number) => `Line ${no}`,
    better: 'Better',
    quoted: (words: string) => `“${words}”`,
    cited: (law: string) => law,
    refused: 'This cannot be kept yet',
    error: 'must not be said',
    warning: 'worth a second look',
    preview: 'As it would read',
    save: 'Keep',
    saved: (version: number) => `Kept as version ${version}.`,
    same: 'Kept already.',
    test: 'Send me a test',
    testSays: (email: string) => `It goes to ${email} alone, marked as a test; nothing goes to the customer.`,
    tested: (email: string) => `The test is on its way to ${email}.`,
    house2: 'Go back to the words that came',
    reverted: 'The words that came with Dunwell are back.',
    versions: 'Versions',
    version: (no: number) => `Version ${no}`,
    now: 'now in use',
    compare: 'Compare with what stands here',
    restore: 'Put this version into the editor',
    noVersions: 'No words of your own yet: these came with Dunwell.',
    noDifference: 'No line differs.',
    throwAway: 'Throw changes away',
    languages: { en: 'English', de: 'German', fr: 'French', es: 'Spanish', it: 'Italian', nl: 'Dutch' } as Record<
      string,
      string
    >,
  },
  de: {
    title: 'Vorlagen',
    titleSays:
      'Die Worte jeder Nachricht, nach Schritt und Sprache. Ändern Sie sie und sehen Sie sofort, wie sie sich für einen echten Kunden lesen.',
    name: 'Worte für',
    andMore: (count: string) => (count === '1' ? 'und ein weiterer Schritt' : `und ${count} weitere Schritte`),
    noStep: (id: string) =>
      id.endsWith('thank-you')
        ? 'geht von selbst hinaus, wenn alles bezahlt ist'
        : id.endsWith('crossed')
          ? 'geht von selbst hinaus, wenn Zahlung und Nachricht sich kreuzten'
          : id === 'by-hand'
            ? 'um das, was Sie auf der Seite eines Falls schreiben'
            : id === 'verification'
              ? 'geht hinaus, wenn jemand eine Forderung bestreitet und das Gesetz es verlangt'
              : id === 'statement'
                ? 'geht hinaus, wenn ein Rückstand so beantwortet wird oder Sie einen schicken'
                : 'kein Schritt eines Ablaufs verwendet sie',
    own: (version: number) => `eigene, Fassung ${version}`,
    house: 'wie geliefert',
    all: 'Alle Vorlagen',
    text: 'Text',
    textSays: 'Zeilen mit {{ … }} werden ausgefüllt. Die ersten Zeilen sagen, was es ist.',
    remarks: 'Was der Prüfer anmerkt',
    noRemarks: 'Nichts anzumerken. Vorgeschriebenes steht da.',
    checking: 'Wird gelesen …',
    line: (no: number) => `Zeile ${no}`,
    better: 'Besser',
    quoted: (words: string) => `„${words}“`,
    cited: (law: string) => law.replace('Good practice', 'Gute Sitte'),
    refused: 'So lässt es sich noch nicht behalten',
    error: 'darf nicht gesagt werden',
    warning: 'einen zweiten Blick wert',
    preview: 'So würde es lauten',
    save: 'Behalten',
    saved: (version: number) => `Als Fassung ${version} behalten.`,
    same: 'Schon so behalten.',
    test: 'Test an mich senden',
    testSays: (email: string) => `Er geht nur an ${email}, als Test gekennzeichnet; an den Kunden geht nichts.`,
    tested: (email: string) => `Der Test ist unterwegs an ${email}.`,
    house2: 'Zurück zu den gelieferten Worten',
    reverted: 'Die gelieferten Worte gelten wieder.',
    versions: 'Fassungen',
    version: (no: number) => `Fassung ${no}`,
    now: 'jetzt in Gebrauch',
    compare: 'Mit dem vergleichen, was hier steht',
    restore: 'Diese Fassung in den Editor holen',
    noVersions: 'Noch keine eigenen Worte: Diese kamen mit Dunwell.',
    noDifference: 'Keine Zeile ist anders.',
    throwAway: 'Änderungen verwerfen',
    languages: {
      en: 'Englisch',
      de: 'Deutsch',
      fr: 'Französisch',
      es: 'Spanisch',
      it: 'Italienisch',
      nl: 'Niederländisch',
    } as Record<string, string>,
  },
})
