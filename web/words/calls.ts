// Words of the call session.

import { both } from './both.ts'

export const callsWords = both({
  en: {
    title: 'Calls',
    says: 'The next call opens by itself, most money for least annoyance first.',
    left: (count: string) => `${count} to call`,
    leftOne: 'The last one',
    done: (count: number) => (count === 1 ? '1 called' : `${count} called`),
    skip: 'Later',
    keySkip: 'put this call behind the others',
    open: 'Open the case',
    keyOpen: 'open the case',
    why: 'Why this one?',
    lastWords: 'Last words',
    finished: 'Everybody is called.',
    finishedSays:
      'Who was not reached stands here again on the day you chose, a promise is judged on its day, and the next run decides the rest by itself.',
    skipped: (count: number) => (count === 1 ? 'One was put off.' : `${count} were put off.`),
    again: 'Call those',
    none: 'Nobody is to be called.',
    noneSays: 'A call stands here when a ladder asks for one, or a promise is broken.',
    toToday: 'Back to today',
  },
  de: {
    title: 'Anrufe',
    says: 'Der nächste Anruf öffnet sich von selbst: das meiste Geld bei der geringsten Störung zuerst.',
    left: (count: string) => `${count} anzurufen`,
    leftOne: 'Der letzte',
    done: (count: number) => (count === 1 ? '1 angerufen' : `${count} angerufen`),
    skip: 'Später',
    keySkip: 'diesen Anruf hinter die anderen stellen',
    open: 'Fall öffnen',
    keyOpen: 'Fall öffnen',
    why: 'Warum dieser?',
    lastWords: 'Zuletzt',
    finished: 'Alle sind angerufen.',
    finishedSays:
      'Wer nicht zu erreichen war, steht am gewählten Tag wieder hier; eine Zusage wird an ihrem Tag geprüft; den Rest entscheidet der nächste Lauf von selbst.',
    skipped: (count: number) => (count === 1 ? 'Einer wurde aufgeschoben.' : `${count} wurden aufgeschoben.`),
    again: 'Diese anrufen',
    none: 'Niemand ist anzurufen.',
    noneSays: 'Ein Anruf steht hier, wenn ein Ablauf ihn verlangt oder eine Zusage gebrochen wurde.',
    toToday: 'Zurück zu heute',
  },
})
