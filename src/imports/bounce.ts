// Reads a delivery report: RFC 3464 where it is one, and the many that mail servers wrote before it and beside it. It answers
// whether the mail failed, is still tried or arrived, for which address, and whether that address is to blame.

import { folded } from '../core/text.ts'

export interface Bounce {
  readonly action: 'failed' | 'delayed' | 'delivered'
  /** The address itself does not work: no such mailbox, no such domain. A full mailbox or a refused text is not that. */
  readonly permanent: boolean
  readonly address?: string
  /** RFC 3463, such as 5.1.1. */
  readonly status?: string
  /** In the server's words, one line. */
  readonly reason: string
  /** Of our mail that came back. */
  readonly originalMessageId?: string
}

export interface ReportParts {
  readonly headers: ReadonlyMap<string, string>
  readonly subject: string
  /** The sender's address and name. */
  readonly from: string
  readonly name: string
  readonly body: string
  readonly parts: readonly { readonly type: string; readonly text: string }[]
}

const bodyMax = 60_000
const daemon =
  /mailer-?daemon|postmaster|mail[ _.-]?(delivery|system|administrator)|delivery[ _.-]?(subsystem|system|status)|mail-?master|bounces?@|maildelivery|no-?reply@sns\.|system administrator|systemadministrator|internet mail delivery|mailsweeper|content ?filter/i
const failedSubject =
  /undeliver|returned (mail|to sender|message)|returning (message )?to sender|delivery (status )?(notification|failure|report|has failed|problem|failed|error)|(mail|message|email|e-mail) delivery|failure notice|failed mail|mail (could not|failed|status|system error)|message (could not|you sent blocked|delivery)|could not be delivered|not delivered|non.?deliver|error sending your mail|postmaster notify|unzustellbar|nicht zustell|nicht zugestellt|zustellung (fehlgeschlagen|nicht)|fehlgeschlagen|non remis|non distribu|echec de (la )?(remise|distribution)|no se (ha podido |pudo )?entreg|no entregado|error de entrega|не доставлено|недоставленное|unsolicited bulk email, apparently from you|not member|aws notification message|mail delivery|delivery status/i
const delayedSubject = /\bdelay(ed)?\b|still being retried|\bwarning\b|verzoger|retarde|retraso|demorad/i
const failedBody =
  /user (is )?unknown|unknown (user|recipient|mailbox|address)|no such (user|recipient|mailbox|address|person|domain)|(does not|doesn't|didn't|did not) (exist|have an? (account|yahoo))|(could ?n[o']t|cannot|can't|can not|was not|wasn't|unable to|not) be delivered|(couldn't|could not|unable to|failed to|cannot|wasn't able to) (be )?deliver|delivery (to the following|has failed|failed|attempt)|undeliverable|host (unknown|not found)|mailbox (is )?(full|unavailable|not found|over quota|disabled)|quota exceeded|over quota|permanent(ly)? (fatal )?(error|fail)|transcript of session|failed recipient|following (address|recipient)|message (was |has been )?(blocked|rejected|refused)|bounced? (back|message)|sent your message.{0,40}(fail|not)|returned to you|did not reach|rejected your message|nicht zugestellt|nicht zustell|unbekannt(er)? (empfanger|benutzer)|n'a pas pu etre|non remis|no se (ha podido|pudo) entregar|не существует|не доставлено|невозможно доставить|bounceType|notification ?type.{0,5}bounce|is not (a )?member|\b5[05][0-9][ -](?:#?5\.\d{1,3}\.\d{1,3}|[^\n]{0,60}(?:unknown|reject|denied|exist))/i
const delayedBody =
  /delivery (to the following recipients? )?has been delayed|has not (yet )?been delivered|will (continue to be|be) (re)?tried|still being retried|no action is required on your part|not yet been delivered|delivery is delayed|keep trying|noch nicht zugestellt/i

/** What a report says, or undefined where the mail is none. */
export function readReport(it: ReportParts): Bounce | undefined {
  const status = it.parts.find((part) => /delivery-status/.test(part.type))?.text
  const original = it.parts.find((part) => /rfc822/.test(part.type))?.text ?? ''
  const body = it.body.slice(0, bodyMax)
  const fields = readFields(status ?? (/^(final-recipient|action):/im.test(body) ? body : ''))
  const type = it.headers.get('content-type')?.toLowerCase() ?? ''
  if (/feedback-report|disposition-notification/.test(type)) return undefined
  const action = actionOf(fields)
  if (!action && !looksLikeReport(it, body, status !== undefined, original !== '')) return undefined
  const own = before(body)
  const says = [...fields.map((one) => one.diagnostic), own].join('\n')
  const failed = fields.find((one) => one.action === 'failed') ?? fields.find((one) => one.address !== undefined)
  const code = codeOf(failed, own)
  const reason = reasonOf(failed?.diagnostic, own, it.subject)
  const decided = action ?? (isDelay(it, own) ? 'delayed' : 'failed')
  return {
    action: decided,
    permanent: decided === 'failed' && isAddressToBlame(code, says),
    address: failed?.address ?? addressIn(it, own, original || body),
    status: code,
    reason,
    originalMessageId:
      originalId(original) ?? originalId(body) ?? /<[^<>\s]{3,250}>/.exec(it.headers.get('in-reply-to') ?? '')?.[0],
  }
}

interface Fields {
  readonly action?: string
  readonly address?: string
  readonly status?: string
  readonly diagnostic: string
}

// Groups of fields, one for each recipient, divided by empty lines; the first is about the message.
function readFields(text: string): Fields[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/, 200)
    .flatMap((group) => {
      const fields = new Map<string, string>()
      for (const line of group.replace(/\n[ \t]+/g, ' ').split('\n')) {
        const [, name, value] = /^([A-Za-z-]{3,40})\s*:\s*(.*)$/.exec(line) ?? []
        if (name && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value!.slice(0, 2_000))
      }
      if (!fields.has('final-recipient') && !fields.has('action') && !fields.has('original-recipient')) return []
      const recipients = [fields.get('final-recipient'), fields.get('original-recipient')]
      return [
        {
          action: fields.get('action')?.trim().toLowerCase().replace(/\W.*$/, ''),
          address: recipients.map(mailAddressIn).find((one) => one !== undefined),
          status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0],
          diagnostic: (fields.get('diagnostic-code') ?? '').replace(/^\s*[\w-]{1,20}\s*;\s*/, '').trim(),
        },
      ]
    })
}

function actionOf(fields: readonly Fields[]): Bounce['action'] | undefined {
  const actions = new Set(fields.map((one) => one.action))
  if (actions.has('failed') || actions.has('failure') || actions.has('expired')) return 'failed'
  if (actions.has('delayed')) return 'delayed'
  if (actions.has('delivered') || actions.has('relayed') || actions.has('expanded')) return 'delivered'
  return undefined
}

// Sender, subject, words and form each weigh; no single word in a customer's mail makes a report of it.
function looksLikeReport(it: ReportParts, body: string, hasStatus: boolean, hasOriginal: boolean): boolean {
  const fromDaemon = daemon.test(`${it.from} ${it.name}`) || it.from === ''
  const subject =
    failedSubject.test(it.subject) || failedSubject.test(folded(it.subject)) || delayedSubject.test(it.subject)
  const nobody = it.headers.get('return-path')?.trim() === '<>'
  const words = failedBody.test(body) || failedBody.test(folded(body.slice(0, 8_000))) || delayedBody.test(body)
  const weight =
    (fromDaemon ? 2 : 0) +
    (subject ? 2 : 0) +
    (nobody ? 1 : 0) +
    (it.headers.has('x-failed-recipients') ? 3 : 0) +
    (words ? 1.5 : 0) +
    (hasStatus ? 3 : 0) +
    (hasOriginal || /^(message-id|received):/im.test(body) ? 1 : 0)
  return weight >= 3.5 && (fromDaemon || subject || hasStatus || (nobody && hasOriginal))
}

function isDelay(it: ReportParts, own: string): boolean {
  if (/failure|failed|undeliver|returned/i.test(it.subject)) return false
  return delayedSubject.test(it.subject) || (delayedBody.test(own) && !/permanent|giving up|gave up/i.test(own))
}

/** The report's own words: what stands before the mail that came back. */
function before(body: string): string {
  const cut = body.search(
    /^[- ]*(this is a copy of|original message|below this line is|message header|copy of (your|the) message|returned message|.{0,30}original message (follows|headers)|the header of the original)|^(received|return-path): /im,
  )
  return (cut > 40 ? body.slice(0, cut) : body).slice(0, 20_000)
}

function codeOf(failed: Fields | undefined, own: string): string | undefined {
  const inText = /(?:^|[\s(#<:;-])([245]\.\d{1,2}\.\d{1,3})(?![\d.])/m
  const said = inText.exec(failed?.diagnostic ?? '')?.[1]
  // "5.0.0" says nothing; the server's own words may say more.
  if (failed?.status !== undefined && !/\.0\.0$/.test(failed.status)) return failed.status
  const found = said ?? inText.exec(own)?.[1] ?? failed?.status
  if (found !== undefined) return found
  const reply = /(?:^|[\s(:<])([45])\d\d[ -]/m.exec(`${failed?.diagnostic ?? ''}\n${own}`)?.[1]
  return reply === undefined ? undefined : `${reply}.0.0`
}

const addressWords =
  /user (is )?unknown|unknown (user|recipient|mailbox|address|local)|no such (user|recipient|mailbox|address|person|domain|account)|(does not|doesn't|didn't|not) exist|(doesn't|does not) have an? .{0,20}account|host (unknown|not found)|(domain|host) .{0,60}(not found|does not)|address (rejected|not found)|recipient (address )?(rejected|not found)|recipient not found|recipnotfound|not a valid (user|mailbox|recipient)|invalid (recipient|mailbox|address)|mailbox (unavailable|not found|disabled|name not allowed)|account (has been )?(disabled|is disabled|suspended)|not listed in|no mailbox here|no longer (in use|valid|available|exists)|unbekannt|inconnu|desconocid|не существует|is inactive|undeliverable address|name or domain|not our customer|user not found/i
const otherWords =
  /spam|blocked|block list|blacklist|blocklist|reputation|policy|policies|dmarc|dkim|\bspf\b|virus|content|too large|too big|size limit|exceeds|quota|mailbox (is )?full|full mailbox|relay|not (been )?authenti|authentication|rate|too many|tempor|try again|timed out|timeout|greylist|access denied|loop|not permitted|refused by|insufficient|bad reputation|tls/i

// The class of the status alone does not say it: 5.7.1 is about the sender or the text, 5.2.2 passes, 5.0.0 is anything.
function isAddressToBlame(code: string | undefined, says: string): boolean {
  const [kind, subject, detail] = (code ?? '').split('.').map(Number)
  if (kind === 4) return false
  const plain = folded(says.slice(0, 8_000))
  const named = addressWords.test(says) || addressWords.test(plain)
  if (subject === 1) return detail !== 8 && detail !== 7 && !(detail === 0 && !named)
  if (subject === 2) return detail === 1 ? !otherWords.test(says) || named : detail !== 2 && detail !== 3 && named
  if (subject === 4) return (detail === 4 || detail === 0 || detail === 1) && named
  if (subject === 3 || subject === 6) return false
  return named && !otherWords.test(plain)
}

function reasonOf(diagnostic: string | undefined, own: string, subject: string): string {
  const telling = own
    .split('\n', 400)
    .map((line) => line.trim())
    .find((line) => line.length > 8 && (/\b[45]\d\d[ -]|\b[45]\.\d\.\d/.test(line) || addressWords.test(line)))
  return (diagnostic || telling || subject || 'No reason given.').replace(/\s+/g, ' ').slice(0, 300)
}

function addressIn(it: ReportParts, own: string, original: string): string | undefined {
  const recipient = it.headers.get('x-failed-recipients')
  const to = /^to:\s*([^\n]{3,500})/im.exec(original)?.[1]
  return mailAddressIn(recipient) ?? mailAddressIn(to) ?? mailAddressIn(own)
}

function mailAddressIn(text: string | undefined): string | undefined {
  const found = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/.exec(
    (text ?? '').slice(0, 4_000),
  )?.[0]
  return found?.toLowerCase()
}

// The last one: what stands above may be the report's own.
function originalId(text: string): string | undefined {
  return [...text.slice(0, bodyMax).matchAll(/^[\s>]{0,8}message-id:\s*(<[^<>\s]{3,250}>)/gim)][0]?.[1]
}
