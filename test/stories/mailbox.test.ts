// A whole round over a real mail server and a real mailbox: a reminder goes out, its copy stands in Sent, the answer comes in and
// holds, and fetching again changes nothing. Skipped where Dovecot is not installed.

import { expect, test } from 'vitest'
import { openImap } from '../../src/channels/imap.ts'
import { day } from '../../src/core/day.ts'
import { fetchMail } from '../../src/engine/mailbox.ts'
import { send } from '../../src/engine/release.ts'
import { run } from '../../src/engine/run.ts'
import { listAnswers } from '../../src/store/answer.ts'
import { inWorkspace, rows, sql } from '../../src/store/db.ts'
import { changeSettings, readWorkspace, setKnownUntil } from '../../src/store/workspace.ts'
import { hasDovecot, startDovecot } from '../peers/dovecot.ts'
import { startSmtp } from '../peers/start.ts'
import { addCustomer } from '../seed-papers.ts'
import { stage } from './story.ts'

const on = '2024-02-13'

test.skipIf(!hasDovecot())('sent, copied, answered, held: each once, however often it is fetched', async () => {
  const imapPeer = await startDovecot()
  const smtpPeer = await startSmtp()
  try {
    const it = await stage({
      inboxConnected: false,
      smtp: { host: '127.0.0.1', port: smtpPeer.port, security: 'none' },
      imap: {
        host: '127.0.0.1',
        port: imapPeer.port,
        security: 'none',
        user: imapPeer.user,
        password: imapPeer.password,
        copyToSent: true,
      },
    })
    const within = <T>(work: Parameters<typeof inWorkspace<T>>[3]) =>
      inWorkspace(it.at.db, it.workspaceId, 'test', work)
    await within(async (tx) => {
      await addCustomer(tx, { name: 'Meyer Ltd', emails: ['ap@meyer.example'], claims: ['2024-7'] })
      await setKnownUntil(tx, (await readWorkspace(tx)).creditorId, day('2024-12-31'), 'test')
    })
    it.at.clock.set(on)
    const workspace = await within(readWorkspace)
    const fetched = () => fetchMail(it.at.db, workspace, { actor: 'test', day: day(on) })
    await run(it.at.db, workspace, { day: day(on), actor: 'test' })
    const options = { day: day(on), actor: 'test', dataDir: it.at.dataDir, worker: 'test' }
    expect((await send(it.at.db, workspace, options)).sent).toBe(1)
    expect(await fetched()).toMatchObject({ copied: 1, sentFolder: 'Sent', landed: [], unreadable: [] })

    const [attempt] = await within((tx) => rows<{ id: string }>(tx, sql`SELECT external_id AS id FROM attempts`))
    const imap = await openImap(workspace.settings.imap!)
    expect(await imap.holds('Sent', attempt!.id)).toBe(true)
    const answer = `From: ap@meyer.example\r\nTo: accounts@nordwind.example\r\nSubject: Re: Invoice\r\nMessage-ID: <r@meyer.example>\r\nIn-Reply-To: ${attempt!.id}\r\n\r\nOn Friday.\r\n`
    const byHand = `From: ada@nordwind.example\r\nTo: ap@meyer.example\r\nSubject: Thanks\r\nMessage-ID: <h@nordwind.example>\r\n\r\nThank you.\r\n`
    await imap.append('INBOX', Buffer.from(answer), it.at.clock.now())
    await imap.append('Sent', Buffer.from(byHand), it.at.clock.now())
    await imap.close()
    const second = await fetched()
    expect(second.landed.map((one) => one.kind)).toEqual(['reply', 'written_by_hand'])
    expect(await within((tx) => listAnswers(tx, 'hold'))).toHaveLength(1)

    // Nothing new; and the same after the server has numbered everything anew.
    expect(await fetched()).toMatchObject({ landed: [], copied: 0 })
    await within((tx) => rows(tx, sql`UPDATE mailboxes SET uidvalidity = 1`))
    expect(await fetched()).toMatchObject({ landed: [], copied: 0 })
    expect(await within((tx) => rows(tx, sql`SELECT 1 FROM inbox`))).toHaveLength(2)

    const elsewhere = await within((tx) =>
      changeSettings(tx, { imap: { ...workspace.settings.imap!, host: 'imap.nordwind.example', security: 'tls' } }),
    )
    await expect(
      fetchMail(it.at.db, { ...workspace, settings: elsewhere }, { actor: 'test', day: day(on) }),
    ).rejects.toThrow(/rehearsal reads no mailbox/)
  } finally {
    await smtpPeer.stop()
    await imapPeer.stop()
  }
})
