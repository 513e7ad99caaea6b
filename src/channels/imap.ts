// Reads a mailbox over IMAP and copies our own mails into its folder of sent ones. It only ever looks (EXAMINE): no mail is
// marked as read, moved or deleted. One mail is in memory at a time.

import { getCACertificates } from 'node:tls'
import { ImapFlow } from 'imapflow'
import { type Problem, problem, quoted } from '../core/problem.ts'
import { isLoopback, type MailServer } from './smtp.ts'

export interface ImapSettings extends MailServer {
  /** The folder of sent mails, where the server does not name it. */
  readonly sent?: string
}

/** How far a folder was read: uids are only comparable under one uidvalidity (RFC 3501). */
export interface Place {
  readonly uidvalidity: number
  readonly uid: number
}

export interface FetchedMail extends Place {
  readonly bytes: Uint8Array
}

export interface Imap {
  /** The folder of sent mails, if there is one. */
  sentFolder(): Promise<string | undefined>
  /**
   * The mails of a folder that came after `after`, oldest first. Without a place, or when the server has numbered the folder
   * anew, those that came since `since`; who lands them must not mind seeing one twice.
   */
  mails(folder: string, after: Place | undefined, since: number): AsyncGenerator<FetchedMail>
  /** The end of a folder as it was when `mails` began. */
  readonly end: Place | undefined
  /** Whether a folder holds a mail of this Message-ID. */
  holds(folder: string, messageId: string): Promise<boolean>
  /** Adds a mail as read. */
  append(folder: string, bytes: Uint8Array, at: number): Promise<void>
  close(): Promise<void>
}

// A mail above this is read up to here: its head tells whose it is, and its tail is attachments.
const mailBytesMax = 30 * 1024 * 1024
const uidsAtOnce = 500

/** Connects and signs in; a Problem says what to put right. */
export async function openImap(settings: ImapSettings): Promise<Imap> {
  check(settings)
  const { host, port, security, silenceMs = 60_000 } = settings
  const local = host.toLowerCase() === 'localhost'
  const client = new ImapFlow({
    host: local ? '127.0.0.1' : host,
    port,
    secure: security === 'tls',
    ...(security === 'tls' ? {} : { doSTARTTLS: security === 'starttls' }),
    tls: {
      minVersion: 'TLSv1.2',
      ...(local ? { servername: 'localhost' } : {}),
      ...(settings.ca ? { ca: [...getCACertificates(), settings.ca] } : {}),
    },
    auth: {
      user: settings.user ?? '',
      ...(settings.oauthToken === undefined ? { pass: settings.password ?? '' } : { accessToken: settings.oauthToken }),
    },
    logger: false,
    disableAutoIdle: true,
    // Landing a large mailbox takes as long as it takes.
    maxLockHoldTime: false,
    connectionTimeout: Math.min(silenceMs, 20_000),
    greetingTimeout: Math.min(silenceMs, 20_000),
    socketTimeout: silenceMs,
    maxLiteralSize: mailBytesMax + 1024 * 1024,
  })
  // Stays for the connection's life: an error on an idle line would otherwise end the program.
  client.on('error', () => undefined)
  const reach = <T>(work: Promise<T>) =>
    work.catch((error) => {
      throw trouble(settings, error as ImapError)
    })
  await reach(client.connect()).catch((error) => {
    // A line that was refused is not left open until it is silent for too long.
    client.close()
    throw error
  })
  let end: Place | undefined

  async function* mails(folder: string, after: Place | undefined, since: number): AsyncGenerator<FetchedMail> {
    const lock = await reach(client.getMailboxLock(folder, { readOnly: true }))
    try {
      const box = client.mailbox
      if (box === false)
        throw problem('inbox.folder', `The folder ${quoted(folder)} cannot be opened.`, 'Check its name.')
      const uidvalidity = Number(box.uidValidity)
      const known = after?.uidvalidity === uidvalidity ? after.uid : undefined
      const wanted = known === undefined ? { since: new Date(since) } : { uid: `${known + 1}:*` }
      const found = ((await reach(client.search(wanted, { uid: true }))) || []) as number[]
      // "n:*" names the last mail even when its uid is below n.
      const uids = found.filter((uid) => known === undefined || uid > known).sort((a, b) => a - b)
      // What the server says comes next may be of the moment when the folder was opened; what was found is surely there.
      end = { uidvalidity, uid: Math.max(known ?? box.uidNext - 1, uids.at(-1) ?? 0) }
      for (let i = 0; i < uids.length; i += uidsAtOnce) {
        for (const uid of uids.slice(i, i + uidsAtOnce)) {
          const mail = await reach(
            client.fetchOne(uid, { uid: true, source: { maxLength: mailBytesMax } }, { uid: true }),
          )
          // Deleted a moment ago by somebody else.
          const bytes = mail ? mail.source : undefined
          if (bytes) yield { uidvalidity, uid, bytes }
        }
      }
    } finally {
      lock.release()
    }
  }

  return {
    mails,
    get end() {
      return end
    },
    async sentFolder() {
      if (settings.sent !== undefined) return settings.sent
      return (await reach(client.list())).find((it) => it.specialUse === '\\Sent')?.path
    },
    async holds(folder, messageId) {
      const lock = await reach(client.getMailboxLock(folder, { readOnly: true }))
      try {
        const found = await reach(client.search({ header: { 'message-id': messageId } }, { uid: true }))
        return Array.isArray(found) && found.length > 0
      } finally {
        lock.release()
      }
    },
    async append(folder, bytes, at) {
      const done = await reach(client.append(folder, Buffer.from(bytes), ['\\Seen'], new Date(at)))
      if (done === false)
        throw problem(
          'inbox.append',
          `The mail server takes no copy into ${quoted(folder)}.`,
          'Check the folder’s rights.',
        )
    },
    async close() {
      await client.logout().catch(() => client.close())
    },
  }
}

type ImapError = Error & {
  code?: string
  authenticationFailed?: boolean
  responseText?: string
  serverResponseCode?: string
}

function check({ host, port, security, user, password, oauthToken }: ImapSettings): void {
  if (!/^[\w.:[\]-]+$/.test(host))
    throw problem(
      'inbox.host',
      `${quoted(host)} is not the name of a mail server.`,
      'Give a name such as imap.example.com.',
    )
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw problem('inbox.port', `${port} is not a port.`, 'Use 993 with tls, or 143 with starttls.')
  if (security === 'none' && !isLoopback(host))
    throw problem(
      'inbox.not_encrypted',
      `The mailbox at ${host} would be read unencrypted.`,
      'Set imap.security to tls or starttls; none is only for a server on this same machine.',
    )
  if (user === undefined || (password === undefined && oauthToken === undefined))
    throw problem(
      'inbox.credentials',
      'A mailbox needs a user and a password or an access token.',
      'Set them: ./dunwell settings set imap.user=ada imap.password=… (or sign in: ./dunwell mail sign-in microsoft)',
    )
}

function trouble(settings: ImapSettings, error: ImapError): Problem {
  const { host, port, user, password, oauthToken } = settings
  let text = error.responseText || error.message
  for (const secret of [password, oauthToken]) if (secret) text = text.replaceAll(secret, '***')
  const says = (what: string) => `${what}: ${quoted(text, 200)}.`
  if (error.authenticationFailed || error.serverResponseCode === 'AUTHENTICATIONFAILED')
    return problem(
      'inbox.sign_in',
      says(`${host} refused to sign in ${quoted(user ?? '')}`),
      'Check the user and the password; many providers want a password made for programs, or a fresh token.',
    )
  if (/CERT|SIGNATURE|SSL|TLS/i.test(`${error.code} ${error.message}`))
    return problem(
      'inbox.not_secure',
      says(`No secure line to ${host} port ${port}`),
      'Check the name, the port and the kind of security.',
    )
  return problem(
    'inbox.unreachable',
    says(`${host} port ${port} could not be read`),
    'Check the name and the port, and whether a firewall is in between; then fetch again.',
  )
}
