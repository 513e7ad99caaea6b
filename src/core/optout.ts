// Whether a message says plainly how to stop more of its kind, free of charge and asking for no more than that wish.

/** Words in which a message may offer it, by language: what to do, and that it ends. */
const offers: readonly RegExp[] = [
  /\b(?:opt[- ]?out|unsubscribe|stop (?:receiving|getting|(?:further |more |these |our )?(?:e-?mails?|texts?|messages?))|to stop|reply (?:with )?["'“”‘’]?stop|(?:no|not) (?:want|wish) (?:to receive )?(?:further|more|any more))/i,
  /\b(?:abmelden|abbestellen|keine weiteren (?:e-?mails?|nachrichten|sms)|antworten sie (?:mit )?["„“]?stopp?)/i,
  /\b(?:d[ée]sinscri|se d[ée]sabonner|ne plus recevoir|r[ée]pondez (?:par )?["«“]?\s?stop)/i,
  /\b(?:darse de baja|dejar de recibir|no (?:quiere|desea) recibir m[áa]s|responda (?:con )?["«“]?(?:stop|baja))/i,
]
const costs =
  /\b(?:for a fee|\d+(?:[.,]\d+)? ?(?:cents|dollars|euros?|\$|€|£)|premium rate|gegen gebühr|payant|de pago)\b|[$€£] ?\d/i
const asksMore =
  /\b(?:social security|date of birth|account number|password|reason (?:for|why)|call us to|log in|create an account|full name and)\b/i

/** `readable`: it stands where a reader sees it, in letters that can be read. */
export function offersOptOut(text: string, readable = true): boolean {
  return readable && offers.some((offer) => offer.test(text)) && !costs.test(text) && !asksMore.test(text)
}

const stops =
  /^(?:stop|unsubscribe|opt[- ]?out|remove me|stopp|abmelden|abbestellen|d[ée]sinscri(?:re|ption)|me d[ée]sinscrire|baja|dar(?:se)? de baja)[.!]*$/i

/** Whether an answer asks, in its first words or its subject and nothing else, for no more messages of its kind. */
export function optsOut(subject: string, text: string): boolean {
  const first =
    text
      .split('\n')
      .map((line) => line.trim())
      .find((line) => line !== '') ?? ''
  return stops.test(first) || stops.test(subject.replace(/^(?:(?:re|aw|sv|rif|rép)\s*:\s*)+/i, '').trim())
}
