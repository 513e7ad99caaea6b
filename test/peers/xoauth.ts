// A mailbox on loopback that is opened with an access token and nothing else (XOAUTH2 over IMAP), with the mails a test puts in.
// It speaks as much of IMAP as reading takes.

import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

export interface XoauthPeer {
  readonly port: number
  /** The inbox, oldest first. */
  readonly mails: string[]
  /** Each sign-in: the user and whether the token was taken. */
  readonly tried: string[]
  stop(): Promise<void>
}

/** `isGood` says whether a token opens the mailbox of a user. */
export async function startXoauth(isGood: (user: string, token: string) => boolean): Promise<XoauthPeer> {
  const mails: string[] = []
  const tried: string[] = []
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    const say = (line: string) => socket.write(`${line}\r\n`)
    let waitsFor: string | undefined
    let open = false
    let text = ''

    function signIn(tag: string, proof: string): unknown {
      const parts = Buffer.from(proof, 'base64').toString().split('\u0001')
      const user = /^user=(.*)$/.exec(parts[0] ?? '')?.[1] ?? ''
      const token = /^auth=Bearer (.*)$/.exec(parts[1] ?? '')?.[1] ?? ''
      open = isGood(user, token)
      tried.push(`${user} ${open ? 'taken' : 'refused'}`)
      if (open) return say(`${tag} OK [CAPABILITY IMAP4rev1 SPECIAL-USE] signed in`)
      waitsFor = `${tag} refused`
      return say(`+ ${Buffer.from('{"status":"400","schemes":"Bearer","scope":"mail"}').toString('base64')}`)
    }

    function command(line: string): unknown {
      if (waitsFor !== undefined) {
        const [tag, refused] = waitsFor.split(' ') as [string, string | undefined]
        waitsFor = undefined
        if (refused) return say(`${tag} NO [AUTHENTICATIONFAILED] token not accepted`)
        return signIn(tag, line)
      }
      const [, tag = '*', name = '', rest = ''] = /^(\S+) (UID \S+|\S+) ?(.*)$/i.exec(line) ?? []
      const done = (...lines: string[]) => [...lines, `${tag} OK done`].map(say)
      switch (name.toUpperCase()) {
        case 'CAPABILITY':
          return done(`* CAPABILITY IMAP4rev1 ${open ? 'SPECIAL-USE' : 'AUTH=XOAUTH2 SASL-IR'}`)
        case 'AUTHENTICATE': {
          const [mechanism, proof] = rest.split(' ')
          if (mechanism?.toUpperCase() !== 'XOAUTH2') return say(`${tag} NO unknown mechanism`)
          if (proof !== undefined) return signIn(tag, proof)
          waitsFor = tag
          return say('+ ')
        }
        case 'LOGIN':
          return say(`${tag} NO [AUTHENTICATIONFAILED] passwords are not taken`)
        case 'LIST':
          return done('* LIST (\\HasNoChildren) "/" INBOX')
        case 'EXAMINE':
        case 'SELECT':
          return done(
            `* ${mails.length} EXISTS`,
            '* FLAGS (\\Seen)',
            '* OK [UIDVALIDITY 7] ok',
            `* OK [UIDNEXT ${mails.length + 1}] ok`,
          )
        case 'UID SEARCH': {
          const from = Number(/UID (\d+):/i.exec(rest)?.[1] ?? 1)
          const uids = mails.map((_, i) => i + 1).filter((uid) => uid >= from)
          return done(`* SEARCH${uids.map((uid) => ` ${uid}`).join('')}`)
        }
        case 'UID FETCH': {
          const uid = Number.parseInt(rest, 10)
          const body = mails[uid - 1]!
          return done(`* ${uid} FETCH (UID ${uid} BODY[]<0> {${Buffer.byteLength(body)}}\r\n${body})`)
        }
        case 'LOGOUT':
          done('* BYE')
          return socket.end()
        default:
          return done()
      }
    }

    say('* OK ready')
    socket.on('data', (data) => {
      text += data.toString()
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end)
        text = text.slice(end + 2)
        command(line)
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    tried,
    async stop() {
      server.close()
      await once(server, 'close')
    },
  }
}
