// German beside the English: what is said of autopilot, of steps that may go by it, and of how one ended.

import type { Catalogue } from '../../core/tongue.ts'

export const autopilot: Catalogue = {
  'Each message is seen first, until its step is on autopilot.':
    'Jede Nachricht wird erst angesehen, bis ihr Schritt per Autopilot geht.',
  'It is no message.': 'Er ist keine Nachricht.',
  'It is a notice of the law: a person sees each.':
    'Er ist eine Mitteilung, die das Gesetz verlangt: Jede sieht ein Mensch an.',
  'A person sees each {step}.': 'Jede Nachricht dieser Art sieht ein Mensch an: {step}.',
  'Its step is on autopilot in {currency} only, and this asks for {currency2}.':
    'Ihr Schritt geht nur in {currency} per Autopilot, und diese Nachricht verlangt {currency2}.',
  'Its step is on autopilot up to {mostMinor}, and this asks for {sum}.':
    'Ihr Schritt geht bis zu {mostMinor} per Autopilot, und diese Nachricht verlangt {sum}.',
  'By autopilot, allowed by {by} on {day} for this step, up to {mostMinor}.':
    'Per Autopilot, für diesen Schritt erlaubt von {by} am {day}, bis zu {mostMinor}.',
  'What is owed has grown since autopilot wrote it: please look.':
    'Seit der Autopilot sie schrieb, wird mehr geschuldet: Bitte sehen Sie hin.',

  '{policy} has no step {step}.': '{policy} hat keinen Schritt {step}.',
  'See "dunwell policy show {policy}".': 'Sehen Sie nach mit „dunwell policy show {policy}“.',
  '{name}, {id}: {never}': '{name}, {id}: {never}',
  '{name}, {id}: It is no message.': '{name}, {id}: Der Schritt ist keine Nachricht.',
  '{name}, {id}: It is a notice of the law: a person sees each.':
    '{name}, {id}: Der Schritt ist eine Mitteilung, die das Gesetz verlangt: Jede sieht ein Mensch an.',
  '{name}, {id}: A person sees each {step}.': '{name}, {id}: Jede Nachricht dieser Art sieht ein Mensch an: {step}.',
  'Approve each of them in the week ahead.': 'Geben Sie jede unter „Die nächste Woche“ frei.',
  '{name}, {id}: nobody is asked about it, so there is nothing to allow.':
    '{name}, {id}: Danach wird niemand gefragt, also gibt es nichts zu erlauben.',
  'Its messages go by themselves already.': 'Die Nachrichten dieses Schritts gehen schon von selbst.',
  '{name}, {id} is on autopilot already.': '{name}, {id} geht schon per Autopilot.',
  '{step} is on autopilot already.': '{step} geht schon per Autopilot.',
  'See "dunwell autopilot list".': 'Sehen Sie nach mit „dunwell autopilot list“.',
  'With no inbox connected a person must say whether they have answered.':
    'Ohne verbundenen Posteingang muss ein Mensch sagen, ob geantwortet wurde.',
  'Connect the mailbox that answers come to.': 'Verbinden Sie das Postfach, in dem Antworten ankommen.',
  '{inARow} of {needed} messages of this step in a row were approved as they were.':
    '{inARow} von {needed} Nachrichten dieses Schritts wurden nacheinander unverändert freigegeben.',
  'It is offered when there are ten.': 'Angeboten wird es, wenn es zehn sind.',
  '{mostMinor} is more than the owner allows: {most}.':
    '{mostMinor} sind mehr, als die Inhaberin oder der Inhaber erlaubt: {most}.',
  'Take less, or have the owner raise it: ./dunwell settings set autopilot.mostMinor=…':
    'Nehmen Sie weniger, oder lassen Sie die Grenze erhöhen: ./dunwell settings set autopilot.mostMinor=…',
  'There is no such autopilot, or it has ended.': 'Diesen Autopiloten gibt es nicht, oder er ist beendet.',

  'It was taken back.': 'Er wurde zurückgenommen.',
  'Its words or its step were changed.': 'Wortlaut oder Schritt wurden geändert.',
  'A message of it was taken out.': 'Eine Nachricht des Schritts wurde herausgenommen.',
  'A person wrote other words in the place of one.': 'Jemand hat statt einer Nachricht eigene Worte geschrieben.',
  'Somebody reported a message of it as unwanted.': 'Jemand hat eine Nachricht des Schritts als unerwünscht gemeldet.',
}
