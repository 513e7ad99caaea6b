// Words of the question that is asked where two people changed the same thing.

import { both } from './both.ts'

export const mergeWords = both({
  en: {
    title: 'Somebody else saved this meanwhile',
    wordsSays:
      'Yours is kept here, and theirs is in force. Below is what differs. Nothing is lost: theirs stays among the versions.',
    policySays:
      'Your draft is kept here, and theirs is in force. What differs between the two stands further down. Nothing is lost: theirs stays among the versions.',
    memberSays: (name: string) =>
      `What you entered is kept here; what they saved for ${name} is in force. This is how it stands now:`,
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
    memberSays: (name: string) =>
      `Ihre Eingaben sind hier erhalten; für ${name} gilt, was gespeichert wurde. So steht es jetzt:`,
    mine: 'Mit meiner weiter',
    theirs: 'Die andere nehmen',
    onlyMine: 'Nur in Ihrer',
    onlyTheirs: 'Nur in der anderen',
  },
})
