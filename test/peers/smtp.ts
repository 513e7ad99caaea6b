// A real mail server for tests, a program of its own: what it has taken, it has written down and synced before it answers, so
// a test can kill the sender at any moment and still know what left the house. It delivers nothing to anybody.
//
//   node test/peers/smtp.ts --port 0 --log FILE [--delay-final-ms 300] [--cut 0.1 --seed 7]
//
// Its first line on stdout is its port, on 127.0.0.1. It ends when its stdin closes (give it a pipe), or after 15 minutes.
// Each line of the log is one message whose final dot arrived: was it taken, or was it refused, or lost on purpose?
//
// A recipient may ask for what a test wants to see, by how the part before the @ begins:
//   rcpt-550 / data-554      that reply to RCPT TO, or to the final dot (any three digits)
//   cut-fin-taken            the message is taken, and the line cut without an answer; cut-reset-taken resets it
//   cut-fin-lost             the message is not taken, and the line cut; cut-reset-lost resets it
//   cut-rcpt-2               the line is cut at RCPT TO, the first two times that this address comes
//   cut-middle               the line is cut while the message is still arriving
//   silent                   the message is taken and no answer ever comes
// Other options: --greeting 554 (or hang-up), --size BYTES, --tls-key FILE --tls-cert FILE (STARTTLS; from the first byte with
// --secure), --user NAME --password WORD (also taken as an OAuth token), --echo-password (a refusal that quotes the password).

import { createHash } from 'node:crypto'
import { fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { AddressInfo, Socket } from 'node:net'
import { parseArgs } from 'node:util'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

/** One line of the log. */
export interface LoggedMessage {
  readonly messageId: string
  readonly from: string
  readonly to: readonly string[]
  readonly size: number
  /** Of the message as it arrived, without the dots that SMTP adds. */
  readonly sha256: string
  /** Whether the server considers it accepted, whatever the sender got to hear. */
  readonly taken: boolean
}

type Ending = 'answer' | 'fin' | 'reset' | 'silent'

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    log: { type: 'string' },
    'delay-final-ms': { type: 'string', default: '0' },
    cut: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    greeting: { type: 'string' },
    size: { type: 'string' },
    'tls-key': { type: 'string' },
    'tls-cert': { type: 'string' },
    secure: { type: 'boolean', default: false },
    user: { type: 'string' },
    password: { type: 'string' },
    'echo-password': { type: 'boolean', default: false },
  },
})

const lifeMs = 15 * 60_000
const delayMs = Number(options['delay-final-ms'])
const cutShare = Number(options.cut)
const random = seeded(Number(options.seed))
const log = options.log === undefined ? undefined : openSync(options.log, 'a', 0o600)
const rcptSeen = new Map<string, number>()
const tls = options['tls-key'] !== undefined && options['tls-cert'] !== undefined

const server = new SMTPServer({
  name: 'peer.test',
  logger: false,
  disableReverseLookup: true,
  secure: options.secure,
  ...(tls ? { key: readFileSync(options['tls-key']!), cert: readFileSync(options['tls-cert']!) } : {}),
  ...(options.size === undefined ? {} : { size: Number(options.size) }),
  disabledCommands: [...(tls ? [] : ['STARTTLS']), ...(options.user === undefined ? ['AUTH'] : [])],
  authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
  allowInsecureAuth: true,
  authOptional: options.user === undefined,

  onConnect(session, callback) {
    if (options.greeting === 'hang-up') return void socketOf(session)?.end()
    callback(options.greeting === undefined ? null : reply(Number(options.greeting), 'Not today'))
  },

  onAuth(auth, _session, callback) {
    const word = auth.password ?? auth.accessToken
    if (auth.username === options.user && word === options.password) return callback(null, { user: auth.username })
    callback(reply(535, options['echo-password'] ? `No such user with password ${word}` : 'Authentication failed'))
  },

  onRcptTo({ address }, session, callback) {
    const cuts = Number(/^cut-rcpt-(\d)/.exec(address)?.[1] ?? 0)
    const seen = rcptSeen.get(address) ?? 0
    rcptSeen.set(address, seen + 1)
    if (seen < cuts) return cut(session, 'reset')
    const code = /^rcpt-(\d{3})/.exec(address)?.[1]
    callback(code === undefined ? null : reply(Number(code), `The mailbox of ${address} says no`))
  },

  onData(stream, session, callback) {
    receive(stream, session).then(
      (message) => {
        const { taken, ending, code, waitMs } = decide(message.to)
        write({ ...message, taken })
        setTimeout(() => {
          if (ending === 'answer') callback(code === undefined ? null : reply(code, 'The message is refused'))
          else if (ending !== 'silent') cut(session, ending)
        }, waitMs)
      },
      () => {}, // The line broke before the final dot: there is no message, and nothing to log.
    )
  },
})

// Lines that break are what this server is for.
server.on('error', () => {})
server.listen(Number(options.port), '127.0.0.1', () => {
  console.log((server.server.address() as AddressInfo).port)
})
setTimeout(() => process.exit(0), lifeMs)
process.stdin.on('end', () => process.exit(0))
process.stdin.on('close', () => process.exit(0))
process.stdin.resume()

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<Omit<LoggedMessage, 'taken'>> {
  const to = session.envelope.rcptTo.map((recipient) => recipient.address)
  const middle = to.some((address) => address.startsWith('cut-middle'))
  const hash = createHash('sha256')
  let size = 0
  let head = ''
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (middle) cut(session, 'reset')
    hash.update(chunk)
    size += chunk.length
    if (head.length < 65_536) head += chunk.toString('latin1')
  }
  if (middle) throw new Error('cut in the middle')
  const messageId = /^message-id:\s*(<[^>]*>)/im.exec(head)?.[1] ?? ''
  const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
  return { messageId, from, to, size, sha256: hash.digest('hex') }
}

/** As the recipient asks, else as the dice fall; they are thrown four times for every message, so a seed stays a seed. */
function decide(to: readonly string[]): { taken: boolean; ending: Ending; code?: number; waitMs: number } {
  const [cutDraw, takenDraw, endingDraw, waitDraw] = [random(), random(), random(), random()]
  const waitMs = Math.floor(waitDraw * delayMs)
  for (const address of to) {
    const code = /^data-(\d{3})/.exec(address)?.[1]
    if (code !== undefined) return { taken: false, ending: 'answer', code: Number(code), waitMs }
    const wish = /^cut-(fin|reset)-(taken|lost)/.exec(address)
    if (wish) return { taken: wish[2] === 'taken', ending: wish[1] as Ending, waitMs }
    if (address.startsWith('silent')) return { taken: true, ending: 'silent', waitMs }
  }
  if (cutDraw >= cutShare) return { taken: true, ending: 'answer', waitMs }
  return { taken: takenDraw < 0.5, ending: endingDraw < 0.5 ? 'reset' : 'fin', waitMs }
}

function write(message: LoggedMessage): void {
  if (log === undefined) return
  writeSync(log, `${JSON.stringify(message)}\n`)
  fsyncSync(log)
}

function cut(session: SMTPServerSession, ending: 'fin' | 'reset'): void {
  const socket = socketOf(session)
  if (ending === 'fin') socket?.end()
  else socket?.resetAndDestroy()
}

function socketOf(session: SMTPServerSession): Socket | undefined {
  for (const connection of server.connections) {
    if (connection.session === session) return connection._socket as Socket
  }
  return undefined
}

function reply(code: number, says: string): Error & { responseCode: number } {
  return Object.assign(new Error(says), { responseCode: code })
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
