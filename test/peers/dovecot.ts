// Starts Dovecot, a real IMAP server, on loopback with one user, as an ordinary user of this machine; where it is not installed
// there is none, and the tests that want it skip.

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

export interface ImapPeer {
  readonly port: number
  readonly user: string
  readonly password: string
  stop(): Promise<void>
}

const program = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'].find((it) =>
  existsSync(it),
)

/** The version of the form of its settings that is written here. */
export function hasDovecot(): boolean {
  if (!program || process.platform === 'win32') return false
  try {
    return execFileSync(program, ['--version'], { encoding: 'utf8' }).startsWith('2.3')
  } catch {
    return false
  }
}

export async function startDovecot(): Promise<ImapPeer> {
  const home = mkdtempSync(join(tmpdir(), 'dunwell-imap-'))
  const root = process.getuid?.() === 0
  // It refuses to open mail as root.
  const who = root ? { uid: idOf('-u'), gid: idOf('-g'), name: 'nobody', group: groupOf('nobody') } : undefined
  const me = userInfo()
  const name = who?.name ?? me.username
  const group = who?.group ?? groupOf(me.username)
  const port = await freePort()
  const user = 'accounts@nordwind.example'
  const password = 'correct horse'
  for (const folder of ['run', 'state', 'home']) mkdirSync(join(home, folder), { recursive: true })
  writeFileSync(join(home, 'passwd'), `${user}:{PLAIN}${password}\n`)
  writeFileSync(
    join(home, 'dovecot.conf'),
    settings({ home, port, name, group, uid: who?.uid ?? me.uid, gid: who?.gid ?? me.gid }),
  )
  if (who)
    for (const at of ['', 'run', 'state', 'home', 'passwd', 'dovecot.conf']) chownSync(join(home, at), who.uid, who.gid)
  const child = spawn(program!, ['-F', '-c', join(home, 'dovecot.conf')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    ...(who && { uid: who.uid, gid: who.gid }),
  })
  const ended = once(child, 'exit')
  await answering(port, ended)
  return {
    port,
    user,
    password,
    async stop() {
      child.kill('SIGTERM')
      await ended
      rmSync(home, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}

function settings(it: { home: string; port: number; name: string; group: string; uid: number; gid: number }): string {
  const open = (service: string) => `service ${service} {\n  chroot =\n}\n`
  return `base_dir = ${it.home}/run
state_dir = ${it.home}/state
log_path = ${it.home}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = ${it.name}
default_internal_group = ${it.group}
default_login_user = ${it.name}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:~/Maildir
service imap-login {
  chroot =
  inet_listener imap {
    port = ${it.port}
  }
  inet_listener imaps {
    port = 0
  }
}
${open('anvil')}${open('imap-urlauth-login')}passdb {
  driver = passwd-file
  args = ${it.home}/passwd
}
userdb {
  driver = static
  args = uid=${it.uid} gid=${it.gid} home=${it.home}/home/%u
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    special_use = \\Sent
    auto = create
  }
}
`
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
}

function groupOf(name: string): string {
  return execFileSync('id', ['-gn', name], { encoding: 'utf8' }).trim()
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

// It says nothing when it is ready: it is ready when it greets.
async function answering(port: number, ended: Promise<unknown>): Promise<void> {
  const { connect } = await import('node:net')
  let over = false
  ended.then(() => {
    over = true
  })
  while (!over) {
    const socket = connect(port, '127.0.0.1')
    const greeted = await new Promise<boolean>((resolve) => {
      socket.once('data', (data) => resolve(data.toString().startsWith('* OK')))
      socket.once('error', () => setTimeout(() => resolve(false), 20))
      socket.once('close', () => resolve(false))
    })
    socket.destroy()
    if (greeted) return
  }
  throw new Error('Dovecot did not start.')
}
