// How a message may say, plainly and free of charge, how to stop more of its kind, and how an answer asks for that: words by
// language. An offer that costs something, or asks for more than the wish, is none.

interface OptOutWords {
  /** What to do, and that it ends. */
  readonly offers: RegExp
  readonly costs: RegExp
  readonly asksMore?: RegExp
  /** The whole of a first line, or of a subject. */
  readonly stops: RegExp
}

const languages: Readonly<Record<string, OptOutWords>> = {
  en: {
    offers:
      /\b(?:opt[- ]?out|unsubscribe|stop (?:receiving|getting|(?:further |more |these |our )?(?:e-?mails?|texts?|messages?))|to stop|reply (?:with )?["'“”‘’]?stop|(?:no|not) (?:want|wish) (?:to receive )?(?:further|more|any more))/i,
    costs: /\b(?:for a fee|premium rate)\b/i,
    asksMore:
      /\b(?:social security|date of birth|account number|password|reason (?:for|why)|call us to|log in|create an account|full name and)\b/i,
    stops: /^(?:stop|unsubscribe|opt[- ]?out|remove me)[.!]*$/i,
  },
  de: {
    offers:
      /\b(?:abmelden|abbestellen|keine weiteren (?:e-?mails?|nachrichten|sms)|antworten sie (?:mit )?["„“]?stopp?)/i,
    costs: /\bgegen gebühr\b/i,
    stops: /^(?:stopp|abmelden|abbestellen)[.!]*$/i,
  },
  fr: {
    offers: /\b(?:d[ée]sinscri|se d[ée]sabonner|ne plus recevoir|r[ée]pondez (?:par )?["«“]?\s?stop)/i,
    costs: /\bpayant\b/i,
    stops: /^(?:d[ée]sinscri(?:re|ption)|me d[ée]sinscrire)[.!]*$/i,
  },
  es: {
    offers:
      /\b(?:darse de baja|dejar de recibir|no (?:quiere|desea) recibir m[áa]s|responda (?:con )?["«“]?(?:stop|baja))/i,
    costs: /\bde pago\b/i,
    stops: /^(?:baja|dar(?:se)? de baja)[.!]*$/i,
  },
}
const words = Object.values(languages)
const price = /\b\d+(?:[.,]\d+)? ?(?:cents|dollars|euros?|\$|€|£)\b|[$€£] ?\d/i
const reply = /^(?:(?:re|aw|sv|rif|rép)\s*:\s*)+/i

/** Whether a message offers it. `readable`: it stands where a reader sees it, in letters that can be read. */
export function offersOptOut(text: string, readable = true): boolean {
  const spoiled = price.test(text) || words.some((it) => it.costs.test(text) || it.asksMore?.test(text))
  return readable && words.some((it) => it.offers.test(text)) && !spoiled
}

/** Whether an answer asks, in its first words or its subject and nothing else, for no more messages of its kind. */
export function optsOut(subject: string, text: string): boolean {
  const first =
    text
      .split('\n')
      .map((line) => line.trim())
      .find((line) => line !== '') ?? ''
  const said = [first, subject.replace(reply, '').trim()]
  return words.some((it) => said.some((one) => it.stops.test(one)))
}
