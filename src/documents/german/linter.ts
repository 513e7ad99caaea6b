// German beside the English: what is remarked of the words of a template. Words that are better come in the template's own language.

import type { Catalogue } from '../../core/tongue.ts'

export const linter: Catalogue = {
  'It threatens with harm.': 'Es droht mit Schaden.',
  'It threatens with the police, a charge or prison; owing money is no crime.':
    'Es droht mit Polizei, Anzeige oder Haft; Geld zu schulden ist keine Straftat.',
  'It threatens to take goods, wages or accounts, which only a court’s title allows.':
    'Es droht mit dem Zugriff auf Sachen, Lohn oder Konten, den erst ein Titel des Gerichts erlaubt.',
  'It threatens to tell others of the debt; naming them to deny it plants the same thought.':
    'Es droht, anderen von der Schuld zu erzählen; sie zu nennen, um es zu verneinen, weckt denselben Gedanken.',
  'It threatens with an entry in a credit file, which needs its own legal ground and is no means of pressure.':
    'Es droht mit einem Eintrag bei einer Auskunftei; der braucht einen eigenen Rechtsgrund und ist kein Druckmittel.',
  'It announces court or lawyers, which nobody has decided for this claim.':
    'Es kündigt Gericht oder Anwälte an, was für diese Forderung niemand entschieden hat.',
  'It threatens with a court although the claim is past its time limit.':
    'Es droht mit dem Gericht, obwohl die Forderung verjährt ist.',
  'It speaks of a last chance: pressure that says nothing of what happens next.':
    'Es spricht von der letzten Gelegenheit: Druck, der nicht sagt, was als Nächstes geschieht.',
  'It threatens with the right to stay in the country, which has nothing to do with a debt.':
    'Es droht mit dem Aufenthaltsrecht, das mit einer Schuld nichts zu tun hat.',
  'It hurries without a reason: no day, no law and no "because" stands beside it.':
    'Es drängt ohne Grund: Kein Tag, kein Gesetz und kein „weil“ steht dabei.',
  'It shouts in capitals.': 'Es ruft in Großbuchstaben.',
  'It shouts with exclamation marks.': 'Es ruft mit Ausrufezeichen.',
  'It insults who is meant to pay.': 'Es beleidigt den, der zahlen soll.',
  'It shames who is meant to pay.': 'Es beschämt den, der zahlen soll.',
  'Others can read or hear this part, and it tells them of a debt or its sum.':
    'Diesen Teil können andere lesen oder hören, und er verrät ihnen die Schuld oder ihre Höhe.',
  'It goes to somebody who does not owe, and tells them of the debt.':
    'Es geht an jemanden, der nichts schuldet, und verrät ihm die Schuld.',
  'It looks like the paper of a court.': 'Es sieht aus wie das Schreiben eines Gerichts.',
  'It sounds as if an authority, a bailiff or a lawyer were writing.':
    'Es klingt, als schriebe eine Behörde, ein Gerichtsvollzieher oder ein Anwalt.',
  'It accuses in one of the first steps; most late payments are an oversight.':
    'Es beschuldigt in einem der ersten Schritte; die meisten verspäteten Zahlungen sind ein Versehen.',
  'It announces a new bank account. Fraudsters write just that, so no reminder does; tell it once, by another way.':
    'Es kündigt ein neues Bankkonto an. Genau das schreiben Betrüger, also schreibt es keine Mahnung; sagen Sie es einmal, auf anderem Weg.',
  'It adds a charge without the clause or statute that allows it.':
    'Es schlägt Kosten auf, ohne die Klausel oder das Gesetz, das sie erlaubt.',
  'It promises what nobody can keep.': 'Es verspricht, was niemand halten kann.',
  'It takes a business or office for men, or for one man.':
    'Es nimmt ein Unternehmen oder Amt für Männer, oder für einen Mann.',
  'It is too familiar for people who do business with each other.':
    'Es ist zu vertraulich für Leute, die miteinander Geschäfte machen.',
  'It is hard to read. {formula} gives {score}, with {words} words to a sentence; at least {least} is asked for here.':
    'Es liest sich schwer. {formula} ergibt {score} bei {words} Wörtern je Satz; hier sind mindestens {least} verlangt.',
  'A way to opt out of this address is missing ({id}).': 'Es fehlt ein Weg, diese Adresse abzubestellen ({id}).',
  'The first message does not say that it comes from a debt collector who wants to collect ({id}).':
    'Die erste Nachricht sagt nicht, dass sie von einem Inkassounternehmen kommt, das einziehen will ({id}).',
  'It does not say that it comes from a debt collector ({id}).':
    'Es sagt nicht, dass es von einem Inkassounternehmen kommt ({id}).',
  'The first letter of a collector does not name for whom it collects ({id}).':
    'Das erste Inkassoschreiben nennt nicht, für wen eingezogen wird ({id}).',
  'The first letter of a collector does not name the ground of the claim and the day of the contract ({id}).':
    'Das erste Inkassoschreiben nennt nicht den Grund der Forderung und den Tag des Vertrags ({id}).',
  'The first letter of a collector asks for costs and does not say their amount and ground ({id}).':
    'Das erste Inkassoschreiben verlangt Kosten, ohne deren Höhe und Grund zu nennen ({id}).',
  'A collector’s letter does not name the creditor ({id}).': 'Ein Inkassoschreiben nennt den Gläubiger nicht ({id}).',
  'A collector’s letter does not say that it collects amicably ({id}).':
    'Ein Inkassoschreiben sagt nicht, dass es außergerichtlich einzieht ({id}).',
  'A collector’s letter does not quote the law on who bears the costs ({id}).':
    'Ein Inkassoschreiben nennt nicht das Gesetz darüber, wer die Kosten trägt ({id}).',
  'It asks for money and does not say how to pay ({id}).': 'Es verlangt Geld und sagt nicht, wie man zahlt ({id}).',
  'It does not say what to do who thinks that it is wrong ({id}).':
    'Es sagt nicht, was zu tun ist, wenn man es für falsch hält ({id}).',
  'The template {where} cannot be read: {what}.': 'Die Vorlage {where} lässt sich nicht lesen: {what}.',
  'Compare the line with the templates beside it: each {opened} and {begun} needs its end.':
    'Vergleichen Sie die Zeile mit den anderen Vorlagen: Jedes {opened} und {begun} braucht sein Ende.',
}
