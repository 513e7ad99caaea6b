// Words of signing in and of the first start.

import { both } from './both.ts'

export const signInWords = both({
  en: {
    title: 'Sign in',
    email: 'Email',
    password: 'Password',
    enter: 'Sign in',
    wrong: 'This email and password do not belong together.',
    wrongCode: 'This code does not fit. Take the one your app shows now.',
    many: 'Too many tries. Wait a few minutes, then try again.',
    forgot: 'Forgot your password? Whoever runs Dunwell can make you a link: ./dunwell person link YOU@…',
    passkey: 'Sign in with a passkey',
    codeTitle: 'Second factor',
    code: 'Six figures from your app',
    backup: 'or one of your backup codes',
    verify: 'Go on',
    back: 'Back',
    noSeat: 'You are signed in, but have no seat in any workspace here. Ask an owner to invite you.',
    tagline: 'Every debt, from the terms of sale to the last cent.',
  },
  de: {
    title: 'Anmelden',
    email: 'E-Mail',
    password: 'Passwort',
    enter: 'Anmelden',
    wrong: 'E-Mail und Passwort passen nicht zusammen.',
    wrongCode: 'Dieser Code passt nicht. Nehmen Sie den, den Ihre App jetzt zeigt.',
    many: 'Zu viele Versuche. Bitte ein paar Minuten warten.',
    forgot: 'Passwort vergessen? Wer Dunwell betreibt, macht Ihnen einen Zugang: ./dunwell person link SIE@…',
    passkey: 'Mit Passkey anmelden',
    codeTitle: 'Zweiter Faktor',
    code: 'Sechs Ziffern aus Ihrer App',
    backup: 'oder einer Ihrer Ersatzcodes',
    verify: 'Weiter',
    back: 'Zurück',
    noSeat: 'Sie sind angemeldet, haben hier aber keinen Platz. Bitten Sie einen Inhaber um eine Einladung.',
    tagline: 'Jede Forderung, von den Bedingungen bis zum letzten Cent.',
  },
})
