// Tells whether a program wrote a mail: by the headers of RFC 3834 and those that programs really set, then by what it says in
// English, German, French and Spanish. In doubt a person wrote it, because a person's mail must be looked at.

import { folded } from '../core/text.ts'

interface About {
  readonly headers: ReadonlyMap<string, string>
  readonly subject: string
  readonly text: string
  readonly returnPath?: string
}

const autoHeaders = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply',
  'x-auto-respond',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-ms-exchange-inbox-rules-loop',
  'x-ms-exchange-generated-message-source',
  'x-vacation',
]
// Folded: no marks, lower case, ß as ss.
const autoSubject = new RegExp(
  [
    '^(re: ?|aw: ?)?(automatic|auto|automated)[ -]?(reply|response|antwort|respons)',
    '^(autoreply|autoresponse|autorespons|autoresponder|auto:|autosvar)',
    '^(automatische (antwort|ruckantwort)|abwesenheits|automatische abwesenheit)',
    '^(reponse automatique|message automatique|absence du bureau|absent)',
    '^(respuesta automatica|respuesta automatizada|fuera de la oficina|ausencia|ausente)',
    '^(out of (the )?office|ooo:|ooo |vacation|away from (the |my )?office)',
    '^(risposta automatica|resposta automatica|automatisch antwoord)',
  ].join('|'),
)
const autoBody =
  /\b(this is an? (automatic|automated|auto-generated)|automatically generated (message|reply|e-?mail)|dies ist eine automatisch|diese (nachricht|e-?mail|mail) wurde automatisch|automatisch generierte|ceci est (un message|une reponse) automatique|ce message est (genere )?automatique|(este|esto) es un (mensaje|correo)( generado)? automatic|respuesta automatica)/
const absence = new RegExp(
  [
    'out of (the |my )?office',
    'away from (the |my )(office|desk)',
    'on (annual |parental |maternity |sick |a )?(leave|vacation|holiday)',
    '(will be|am|are) (travel+ing|on vacation|away|absent)',
    'annual leave',
    'limited access to (my )?e-?mail',
    'intermittent access',
    'abwesenheit',
    '(nicht|ausser) (im|in meinem|am) (buro|haus|hause|arbeitsplatz)',
    'im urlaub',
    'bin (derzeit|zurzeit|zur zeit|momentan|aktuell|bis|vom|ab)?.{0,40}(abwesend|nicht erreichbar|nicht im buro|im urlaub|ausser haus|wieder (da|erreichbar|im buro|zuruck))',
    '(en|de) conge',
    'absent(e)? (du bureau|jusqu|du |de |pour)',
    'actuellement absent',
    'en vacances',
    'de retour le',
    'fuera de la oficina',
    '(estoy|estare|me encuentro) (ausente|fuera|de vacaciones)',
    'de vacaciones',
    'de baja',
  ].join('|'),
)
// Somebody who is away and still writes about the money is worth a look.
const aboutMoney =
  /\b(invoice|pay|paid|payment|rechnung|zahl|uberweis|facture|paie|payer|regl|virement|factura|pag[ao]|transferencia)/

/** Whether a program wrote it. */
export function isAutomatic({ headers, subject, text, returnPath }: About): boolean {
  const submitted = headers.get('auto-submitted')?.trim().toLowerCase()
  if (submitted !== undefined && submitted !== '' && !submitted.startsWith('no')) return true
  if (autoHeaders.some((name) => headers.has(name))) return true
  const precedence = headers.get('precedence')?.trim().toLowerCase()
  if (precedence === 'auto_reply' || precedence === 'auto-reply') return true
  // Written to many: not to us.
  const bulk = precedence === 'bulk' || precedence === 'list' || precedence === 'junk'
  if ((bulk || headers.has('list-unsubscribe') || headers.has('list-id')) && !headers.has('in-reply-to')) return true
  if (returnPath?.trim() === '<>') return true
  const says = folded(subject.slice(0, 300))
  if (autoSubject.test(says)) return true
  const start = folded(text.slice(0, 600))
  if (aboutMoney.test(start)) return false
  if (autoBody.test(start)) return true
  // Without any sign in the headers only a mail that says nothing else counts as a note of absence.
  return (
    text.length < 600 &&
    absenceIn(start) &&
    /\b(until|return|back|urgent|bis|zuruck|dringend|retour|jusqu|urgen|hasta|regres|vuelv)/.test(start)
  )
}

/** Whether a text says that somebody is away. */
export function absenceIn(text: string): boolean {
  return absence.test(folded(text.slice(0, 2_000)))
}
