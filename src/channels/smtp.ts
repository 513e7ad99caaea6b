// Hands the bytes of an email to a mail server. It decides nothing about whether to send, and it never tries again once a byte
// has left.

import { Readable } from 'node:stream'
import { getCACertificates } from 'node:tls'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import XOAuth2 from 'nodemailer/lib/xoauth2'
import { type Problem, problem, quoted } from '../core/problem.ts'
import { headerText, mailAddress } from './compose.ts'
import type { Outcome } from './outcome.ts'

/** A server of mail and how to sign in to it. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /** `none` only to this same machine: everything else travels encrypted, to a server whose certificate is right. */
  readonly security: 'tls' | 'starttls' | 'none'
  readonly user?: string
  readonly password?: string
  /** An access token, used instead of the password (XOAUTH2; OAUTHBEARER too for a mailbox). */
  readonly oauthToken?: string
  /** PEM of an authority to trust besides those the program knows, for a mail server with its own. */
  readonly ca?: string
  /** How long the server may say nothing, the wait for its last word included. */
  readonly silenceMs?: number
}

export interface SmtpSettings extends MailServer {
  /** What we call ourselves in the greeting. */
  readonly name?: string
  /** Lines open at the same time. */
  readonly linesMax?: number
  readonly connectMs?: number
  readonly greetingMs?: number
}

export interface Envelope {
  readonly from: string
  readonly to: readonly string[]
}

export interface Smtp {
  /** Hands over once; never throws for what a server or a network does. */
  send(bytes: Uint8Array, envelope: Envelope): Promise<Outcome>
  /** Connects and signs in, sends nothing. A Problem that says what to put right, or undefined when all is well. */
  verify(): Promise<Problem | undefined>
  /** Lets what is being sent finish, refuses the rest as not sent, and says goodbye. */
  close(): Promise<void>
}

// One conversation with the server. nodemailer's own pool is not used: it starts reading a message before the server has agreed
// to its recipients, and then a line that broke early could no longer be told from one that broke late.
interface Line {
  readonly connection: SMTPConnection
  sent: number
  goodbye?: NodeJS.Timeout
}

const messagesPerLineMax = 100
const lineIdleMs = 10_000
/** Replies about the line or the sign-in; before a message was read they say nothing about it or its recipient. */
const repliesAboutUs: ReadonlySet<number> = new Set([421, 503, 530, 534, 535, 538])

/** A Problem where the settings cannot be right; nothing is connected before the first message. */
export function openSmtp(settings: SmtpSettings): Smtp {
  checkSettings(settings)
  const clean = scrubber(settings)
  const linesMax = settings.linesMax ?? 2
  const open = new Set<Line>()
  const idle: Line[] = []
  const waiting: (() => void)[] = []
  const sending = new Set<Promise<Outcome>>()
  let busy = 0
  let closed = false

  async function inTurn(bytes: Uint8Array, envelope: Envelope): Promise<Outcome> {
    if (busy < linesMax) busy++
    else await new Promise<void>((turn) => waiting.push(turn))
    try {
      if (closed) return { kind: 'not_sent', detail: 'Sending was stopped before this message was handed over.' }
      return await onSomeLine(bytes, envelope)
    } finally {
      // The place passes straight to the next in the queue, so nobody who came later takes it.
      const next = waiting.shift()
      if (next) next()
      else busy--
    }
  }

  async function onSomeLine(bytes: Uint8Array, envelope: Envelope): Promise<Outcome> {
    const recipients = envelope.to.map(mailAddress)
    const from = envelope.from === '' ? '' : mailAddress(envelope.from)
    if (from === undefined || recipients.length === 0 || recipients.includes(undefined)) {
      const wrong = from === undefined ? envelope.from : (envelope.to[recipients.indexOf(undefined)] ?? '')
      return { kind: 'refused', permanent: true, detail: `${quoted(wrong)} is not an email address.` }
    }
    const checked = { from, to: recipients as string[] }
    const used = idle.pop()
    if (used) {
      const outcome = await handOver(used, bytes, checked)
      // A server may hang up on an idle line at any time. Nothing has left, so the message goes on a fresh one.
      if (outcome.kind !== 'not_sent') return outcome
    }
    try {
      return await handOver(await openLine(), bytes, checked)
    } catch (error) {
      return { kind: 'not_sent', detail: clean(`${settings.host}: ${(error as Error).message}`) }
    }
  }

  function handOver(line: Line, bytes: Uint8Array, envelope: { from: string; to: string[] }): Promise<Outcome> {
    clearTimeout(line.goodbye)
    const { connection } = line
    const message = new Readable({ read() {} })
    message.push(Buffer.from(bytes))
    message.push(null)
    return new Promise((resolve) => {
      let answered = false
      // In a moment, because a reply that came with the end says more.
      const ended = () => setImmediate(() => done({ kind: 'failed', error: new Error('The line was closed.') }))
      const done = (answer: Answer) => {
        if (answered) return
        answered = true
        connection.off('end', ended)
        const outcome = outcomeOf(answer, message.readableDidRead, clean)
        if (outcome.kind === 'accepted') keep(line)
        // Refused before it was read: the line is well. After any other end its state is anybody's guess.
        else if (outcome.kind === 'refused' && !message.readableDidRead) resetAndKeep(line)
        else connection.close()
        resolve(outcome)
      }
      connection.once('end', ended)
      connection.send({ ...envelope, size: bytes.length }, message, (error, info) =>
        done(error || !info ? { kind: 'failed', error: error ?? new Error('No answer.') } : { kind: 'taken', info }),
      )
    })
  }

  function keep(line: Line): void {
    line.sent++
    idle.push(line)
    if (closed || line.sent >= messagesPerLineMax) hangUp(line)
    else line.goodbye = setTimeout(() => hangUp(line), lineIdleMs).unref()
  }

  // RSET, so that nothing of a refused envelope is left when the next begins.
  function resetAndKeep(line: Line): void {
    if (line.connection.destroyed) return
    line.connection.reset((error) => (error ? line.connection.close() : keep(line)))
  }

  function hangUp(line: Line): void {
    clearTimeout(line.goodbye)
    const index = idle.indexOf(line)
    if (index < 0) return
    idle.splice(index, 1)
    if (!line.connection.destroyed) line.connection.quit()
  }

  async function openLine(): Promise<Line> {
    const line: Line = { connection: await connect(settings), sent: 0 }
    open.add(line)
    line.connection.once('end', () => {
      hangUp(line)
      open.delete(line)
    })
    return line
  }

  return {
    send(bytes, envelope) {
      const outcome = inTurn(bytes, envelope)
      sending.add(outcome)
      const forget = () => sending.delete(outcome)
      outcome.then(forget, forget)
      return outcome
    },
    async verify() {
      try {
        const connection = await connect(settings)
        connection.quit()
        return undefined
      } catch (error) {
        return connectionProblem(settings, error as SmtpError, clean)
      }
    },
    async close() {
      closed = true
      await Promise.allSettled(sending)
      const ends = [...open].map(({ connection }) => new Promise((end) => connection.once('end', end)))
      for (const line of [...idle]) hangUp(line)
      await Promise.all(ends)
    },
  }
}

type SmtpError = Error & {
  code?: string
  originalCode?: string
  responseCode?: number
  command?: string
  rejectedErrors?: readonly (Error & { recipient?: string; response?: string })[]
}
type Answer =
  | { kind: 'taken'; info: { response: string; rejectedErrors?: SmtpError['rejectedErrors'] } }
  | { kind: 'failed'; error: SmtpError }

/** `read`: whether the message has begun to leave. */
function outcomeOf(answer: Answer, read: boolean, clean: (text: string) => string): Outcome {
  if (answer.kind === 'taken') {
    const refusals = refusedRecipients(answer.info.rejectedErrors)
    return { kind: 'accepted', detail: clean(answer.info.response + (refusals && ` But not for ${refusals}`)) }
  }
  const { error } = answer
  const several = (error.rejectedErrors?.length ?? 0) > 1
  const detail = clean(
    several ? `No recipient was accepted: ${refusedRecipients(error.rejectedErrors)}` : error.message,
  )
  const code = error.responseCode
  if (code !== undefined && code >= 400 && code < 600 && (read || !repliesAboutUs.has(code))) {
    return { kind: 'refused', detail, permanent: code >= 500, code }
  }
  if (read) return { kind: 'in_doubt', detail }
  // Without a reply: longer than the size the server announced.
  if (error.code === 'EMESSAGE') return { kind: 'refused', detail, permanent: true }
  return { kind: 'not_sent', detail }
}

function refusedRecipients(errors: SmtpError['rejectedErrors']): string {
  return (errors ?? []).map((error) => `${error.recipient}: ${error.response}`).join('; ')
}

function connect(settings: SmtpSettings): Promise<SMTPConnection> {
  const { host, port, security, connectMs = 15_000, greetingMs = 15_000, silenceMs = 60_000 } = settings
  // `localhost` is never asked of a name server, which might know another machine of that name.
  const local = host.toLowerCase() === 'localhost'
  const connection = new SMTPConnection({
    host: local ? '127.0.0.1' : host.replace(/^\[(.*)\]$/, '$1'),
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: {
      minVersion: 'TLSv1.2',
      ...(local ? { servername: 'localhost' } : {}),
      ...(settings.ca ? { ca: [...getCACertificates(), settings.ca] } : {}),
    },
    ...(settings.name === undefined ? {} : { name: settings.name }),
    connectionTimeout: connectMs,
    greetingTimeout: greetingMs,
    socketTimeout: silenceMs,
    dnsTimeout: connectMs,
    logger: false,
  })
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      reject(error)
      connection.close()
    }
    // Stays for the connection's life: an error on an idle line would otherwise end the program.
    connection.on('error', fail)
    connection.once('end', () => reject(new Error('The server closed the line.')))
    connection.connect((failed) => {
      if (failed) return fail(failed)
      if (settings.user === undefined) return resolve(connection)
      connection.login(credentials(settings), (error) => (error ? fail(error) : resolve(connection)))
    })
  })
}

function credentials({ user, password, oauthToken }: SmtpSettings) {
  if (oauthToken === undefined) return { user, credentials: { user, pass: password } }
  return { user, method: 'XOAUTH2', oauth2: new XOAuth2({ user, accessToken: oauthToken }) }
}

/** Whether a host's name says that it is this same machine. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}

function checkSettings({ host, port, security, user, password, oauthToken }: SmtpSettings): void {
  if (!/^[\w.:[\]-]+$/.test(host)) {
    throw problem(
      'email.host',
      `${quoted(host)} is not the name of a mail server.`,
      'Give a name such as smtp.example.com.',
    )
  }
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw problem('email.port', `${port} is not a port.`, 'Use 587 with starttls, or 465 with tls.')
  }
  if (security === 'none' && !isLoopback(host)) {
    throw problem(
      'email.not_encrypted',
      `Mail to ${host} would travel unencrypted.`,
      'Set the security to starttls or tls; none is only for a server on this same machine.',
    )
  }
  if ((user === undefined) !== (password === undefined && oauthToken === undefined)) {
    throw problem(
      'email.credentials',
      user === undefined ? 'There is a password but no user name.' : 'There is a user name but no password.',
      'Give a user name with a password or a token, or none of them.',
    )
  }
}

function connectionProblem(settings: SmtpSettings, error: SmtpError, clean: (text: string) => string): Problem {
  const { host, port } = settings
  const says = (what: string) => clean(`${what}: ${error.message}`).replace(/[.\s]*$/, '.')
  const wanted = `${error.code} ${error.originalCode ?? ''}`
  if (error.code === 'EAUTH' || [530, 534, 535, 538].includes(error.responseCode ?? 0)) {
    return problem(
      'email.sign_in',
      says(`${host} refused to sign in ${quoted(settings.user ?? '')}`),
      'Check the user name and the password; many providers want a password made for programs, or a fresh token.',
    )
  }
  if (error.code === 'EDNS') {
    return problem('email.host_unknown', says(`${host} was not found`), 'Check the name of the mail server.')
  }
  if (/ETLS|CERT|SIGNATURE|SSL|TLS/.test(wanted)) {
    return problem(
      'email.not_secure',
      says(`No secure line to ${host} port ${port}`),
      'Check the name, the port and the kind of security; give the authority of a server that has its own.',
    )
  }
  return problem(
    'email.unreachable',
    says(`${host} port ${port} could not be reached`),
    'Check the name and the port, and whether a firewall is in between.',
  )
}

/** Makes one readable line of what a server said, without the password or token, which some servers quote back. */
function scrubber({ user, password, oauthToken }: SmtpSettings): (text: string) => string {
  const secrets = [password, oauthToken].filter((secret) => secret !== undefined && secret !== '') as string[]
  const forms = secrets.flatMap((secret) => [
    secret,
    base64(secret),
    base64(`\0${user}\0${secret}`),
    base64(`user=${user}\x01auth=Bearer ${secret}\x01\x01`),
  ])
  return (text) => {
    let line = text
    for (const form of forms) line = line.replaceAll(form, '***')
    line = headerText(line, 500)
    return line
  }
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}
