// Words of the question that is asked where two people changed the same thing.

import { both } from './both.ts'

export const mergeWords = both({
  en: {
    title: 'Somebody else saved this meanwhile',
    wordsSays:
      'Yours is kept here, and theirs is in force. Below is what differs. Nothing is lost: theirs stays among the versions.',
    policySays:
      'Your draft is kept here, and theirs is in force. What differs between the two stands further down. Nothing is lost: theirs stays among the versions.',
    claimSays: 'What you entered is kept here. The newest entry of the story says what they changed.',
    policyUse: (name: string) => `Meanwhile “${name}” was chosen. Choose yours in its place?`,
    mine: 'Go on with mine',
    theirs: 'Take theirs',
    onlyMine: 'Only in yours',
    onlyTheirs: 'Only in theirs',
  },
  de: {
    title: 'Inzwischen hat jemand anderes gespeichert',
    wordsSays:
      'Ihre Fassung ist hier erhalten, die andere gilt. Darunter steht, was sich unterscheidet. Verloren ist nichts: Die andere bleibt unter den Fassungen.',
    policySays:
      'Ihr Entwurf ist hier erhalten, die andere Fassung gilt. Weiter unten steht, worin sich beide unterscheiden. Verloren ist nichts: Die andere bleibt unter den Fassungen.',
    claimSays: 'Ihre Eingaben sind hier erhalten. Der neueste Eintrag im Verlauf sagt, was sich geändert hat.',
    policyUse: (name: string) => `Inzwischen wurde „${name}“ gewählt. Ihren Ablauf an dessen Stelle setzen?`,
    mine: 'Mit meiner weiter',
    theirs: 'Die andere nehmen',
    onlyMine: 'Nur in Ihrer',
    onlyTheirs: 'Nur in der anderen',
  },
})
