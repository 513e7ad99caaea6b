// Words for a tab that lost whoever worked at it.

import { both } from './both.ts'

export const seatWords = both({
  en: {
    outTitle: 'You are signed out',
    outSays: (was: string) =>
      `In another window, or because this sign-in was ended. What you typed is kept: sign in as ${was} and go on where you were.`,
    otherTitle: 'Somebody else is signed in now',
    otherSays: (name: string, was: string) =>
      `${name} signed in in another window of this browser. Nothing of what stands here was saved in their name. Sign in again as ${was} to go on with it.`,
    beMe: (was: string) => `Sign in as ${was}`,
    goOnAs: (name: string) => `Go on as ${name}, without it`,
    seatTitle: 'You have no seat here any more',
    seatSays: (workspace: string) =>
      `An owner of ${workspace} took it, so nothing more can be saved there. You can still copy what you typed.`,
    elsewhere: 'To your other workspace',
    leave: 'Leave',
    look: 'Look at what I typed first',
  },
  de: {
    outTitle: 'Sie sind abgemeldet',
    outSays: (was: string) =>
      `In einem anderen Fenster, oder weil diese Anmeldung beendet wurde. Ihre Eingaben sind erhalten: Melden Sie sich als ${was} an und machen Sie weiter, wo Sie waren.`,
    otherTitle: 'Jetzt ist jemand anderes angemeldet',
    otherSays: (name: string, was: string) =>
      `${name} hat sich in einem anderen Fenster dieses Browsers angemeldet. Von dem, was hier steht, wurde nichts unter diesem Namen gespeichert. Melden Sie sich wieder als ${was} an, um weiterzumachen.`,
    beMe: (was: string) => `Als ${was} anmelden`,
    goOnAs: (name: string) => `Als ${name} weiter, ohne diese Eingaben`,
    seatTitle: 'Sie haben hier keinen Platz mehr',
    seatSays: (workspace: string) =>
      `Jemand mit Inhaberrechten bei ${workspace} hat ihn entfernt; gespeichert werden kann dort nichts mehr. Kopieren können Sie Ihre Eingaben noch.`,
    elsewhere: 'Zu Ihrem anderen Platz',
    leave: 'Verlassen',
    look: 'Erst meine Eingaben ansehen',
  },
})
