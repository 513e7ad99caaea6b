// German beside the English: what is said of limits, of what is asked of a second person, and of offers to waive.

import type { Catalogue } from '../../core/tongue.ts'

export const approvals: Catalogue = {
  'What is only claimable need not be waived: it is not asked for. The claim itself is lowered by writing off.':
    'Was nur verlangt werden kann, muss nicht erlassen werden: Es wird nicht verlangt. Die Forderung selbst wird durch Ausbuchen gesenkt.',
  'Give today or a later day to pay by.': 'Nennen Sie heute oder einen späteren Tag, bis zu dem gezahlt sein soll.',
  'This money does not wait for an answer.': 'Dieses Geld wartet nicht auf eine Antwort.',
  'Look at what waits again.': 'Sehen Sie noch einmal nach, was wartet.',

  'Changing a policy needs a second person here.': 'Einen Ablauf zu ändern braucht hier eine zweite Person.',
  '{act} {minor} is above your limit.': '{act} {minor} liegt über Ihrer Grenze.',
  'Letting go of {minor} is above your limit.':
    '{minor} zu erlassen, damit der Rest bezahlt wird, liegt über Ihrer Grenze.',
  'Waiving {minor} is above your limit.': '{minor} an Zinsen und Kosten zu erlassen liegt über Ihrer Grenze.',
  'Nobody here may approve it: an owner can change that in Settings, People.':
    'Niemand hier darf es freigeben: Die Inhaberin oder der Inhaber kann das unter Einstellungen, Personen ändern.',
  'Ask somebody who may approve it (POST /v1/approvals): {names}.':
    'Bitten Sie jemanden um Freigabe, der sie geben darf (POST /v1/approvals): {names}.',
  'You may do this yourself.': 'Das dürfen Sie selbst.',
  'Do it; nobody needs to be asked.': 'Tun Sie es; niemand muss gefragt werden.',
  '{askedBy} asked for this.': '{askedBy} hat darum gebeten.',
  'Refuse it, where you may answer it.': 'Lehnen Sie es ab, wo Sie darüber entscheiden dürfen.',
  'It was approved{by} already.': 'Es wurde{by} schon freigegeben.',
  'It was approved already.': 'Es wurde schon freigegeben.',
  'It was approved by {name} already.': '{name} hat es schon freigegeben.',
  'It was refused{by} already.': 'Es wurde{by} schon abgelehnt.',
  'It was refused already.': 'Es wurde schon abgelehnt.',
  'It was refused by {name} already.': '{name} hat es schon abgelehnt.',
  'It was withdrawn.': 'Es wurde zurückgezogen.',
  'What it was about has changed, and it fell away.': 'Worum es ging, hat sich geändert: Die Anfrage ist hinfällig.',
  'Let somebody else answer, or withdraw it.': 'Lassen Sie jemand anderen entscheiden, oder ziehen Sie es zurück.',
  'Let somebody answer who was here before.': 'Lassen Sie jemanden entscheiden, der schon vorher hier war.',
  'You are not among those who approve this.': 'Sie gehören nicht zu denen, die das freigeben.',
  'Approving {amountMinor} is not within what you approve.':
    '{amountMinor} freizugeben liegt über dem, was Sie freigeben dürfen.',
  'Ask an owner: who approves, and up to which sum, stands in Settings, People.':
    'Fragen Sie die Inhaberin oder den Inhaber: Wer bis zu welchem Betrag freigibt, steht unter Einstellungen, Personen.',
  '{askedBy} asked for this on {askedOn}, and it waits.': '{askedBy} hat am {askedOn} darum gebeten, und es wartet.',
  'Wait for the answer, or withdraw that one first.':
    'Warten Sie die Antwort ab, oder ziehen Sie diese Anfrage zuerst zurück.',
  'There is no such request.': 'Diese Anfrage gibt es nicht.',
  'Take an id from the list of what waits for a yes.':
    'Nehmen Sie eine Kennung aus der Liste dessen, was auf ein Ja wartet.',
  'What is kept of {name} was changed meanwhile.': 'Was zu {name} hinterlegt ist, wurde inzwischen geändert.',
  'Read it again, look at what changed, and send the change with the new version.':
    'Lesen Sie es neu, sehen Sie, was sich geändert hat, und senden Sie die Änderung mit der neuen Fassung.',
  '{because} (asked for by {askedBy}, approved by {by})': '{because} (erbeten von {askedBy}, freigegeben von {by})',
  '{because} (above their own limit, and nobody else here could approve it)':
    '{because} (über der eigenen Grenze, und niemand sonst konnte es hier freigeben)',

  '{because}, and with it what was waived for it.': '{because}, und damit entfällt der Erlass dafür.',
  'The payment of {day} did not come back, so what was waived for it is waived.':
    'Die Zahlung vom {day} kam nicht zurück; der Erlass dafür gilt also.',
}
