// The terminal as an owner in a hurry uses it: slips are refused with a cure, a second yes changes nothing, and what is printed is
// true and harms no terminal.

import { expect, test } from 'vitest'
import { terminal } from '../../test/terminal.ts'
import { day } from '../core/day.ts'
import { reckon } from '../engine/reckoning.ts'
import { stoppedRun } from '../engine/run-beside.ts'
import { inWorkspace, rows, sql } from '../store/db.ts'

const { at, workspace, run } = await terminal()

const claim = (debtor: string, number: string, ...more: string[]) =>
  run('add', 'claim', '--debtor', debtor, '--number', number, '--amount', '310.00', ...more)
const sooner = ['--issued', '2026-01-10', '--due', '2026-02-20']

test('a claim by hand needs a name and a number, and odd days are said', async () => {
  await expect(claim(' ', 'A1')).rejects.toThrow('The customer has no name.')
  await expect(claim('x'.repeat(10_000), 'A1')).rejects.toThrow('10000 characters long')
  await expect(claim('Meyer GmbH', ' ')).rejects.toThrow('The claim has no number.')
  const text = await claim('Meyer GmbH', 'A1', '--issued', '2026-03-01', '--due', '2026-02-20')
  expect(text).toContain('It falls due on 2026-02-20, before it was issued on 2026-03-01')
})

test('a name cannot steer the terminal, and CSV keeps its line ends', async () => {
  expect(await claim('Evil\u001b[2J\u202e Ltd', 'E1', ...sooner)).toContain('Evil [2J  Ltd')
  expect(await run('report', 'aging', '--csv')).toContain('\r\n')
})

test('settings: an account that cannot be, a policy and a path that are not there are refused', async () => {
  await expect(run('settings', 'set', 'bank.iban=GB11')).rejects.toThrow('not a valid IBAN')
  await expect(run('settings', 'set', 'policy=nope')).rejects.toThrow('There is no policy "nope"')
  await expect(run('settings', 'set', 'smtp.pasword=x', 'smtp.host=h')).rejects.toThrow(/There is no setting|not valid/)
  await expect(run('settings', 'set', 'signatory.nmae=x')).rejects.toThrow('There is no setting "signatory.nmae"')
  await run('settings', 'set', 'bank.iban=gb33 bukb 2020 1555 5555 55')
  expect(await run('settings', 'show')).toContain('GB33BUKB20201555555555')
})

test('answers and money say amounts, numbers and days as they are', async () => {
  await claim('Cohen Ltd', 'C1', ...sooner)
  await claim('Cohen Ltd', 'C2', ...sooner)
  expect(await run('promise', 'add', 'Cohen', '--amount', '50', '--by', '2026-03-05')).toContain('C1, C2 rest until')
  expect(await run('promise', 'list', 'Cohen')).toContain('50.00 GBP')
  await expect(
    run('promise', 'add', 'Cohen', '--amount', '50', '--by', '2026-03-05', '--currency', 'USD'),
  ).rejects.toThrow('Nothing of Cohen Ltd is open in USD.')
  expect(await run('dispute', 'add', 'Cohen', '--cause', 'price', '--claim', 'C1', '--part', '5')).toContain(
    '5.00 GBP of C1 is disputed',
  )
  await expect(run('hold', 'add', 'Cohen', '--cause', '')).rejects.toThrow('A hold needs its cause.')
  expect(await run('pay', 'Cohen', '--amount', '310', '--claim', 'C1')).toContain('310.00 GBP from Cohen Ltd')
  const id = /pay_[a-z0-9]+/.exec(await run('payments', 'Cohen'))![0]
  await expect(run('reverse', id, '--because', 'bounced', '--on', '2026-02-01')).rejects.toThrow('cannot have bounced')
  expect(await run('credit', 'Cohen', '--amount', '5')).toContain('A credit of 5.00 GBP to Cohen Ltd')
  expect(await run('allocate', 'Cohen')).toContain('given to 1 claim.')
  await expect(run('debtor', 'set', 'Cohen', '--country', 'ZZ')).rejects.toThrow('"ZZ" is no known country.')
})

test('a look ahead at an earlier day shows what the run of that day does; a second yes to a message changes nothing', async () => {
  await claim('Adler Ltd', 'D1', ...sooner, '--email', 'billing@adler.example')
  await run('known-until', '2026-03-02')
  await run('run', '--day', '2026-03-03')
  const looked = await run('run', '--dry-run', '--day', '2026-03-02')
  expect(looked).toMatch(/Adler Ltd +second reminder/)
  expect(await run('run', '--day', '2026-03-02')).toContain('written')
  const line = (await run('outbox', 'list')).split('\n').find((it) => it.includes('Adler'))!
  const id = /msg_[a-z0-9]+/.exec(line)![0]
  expect(await run('outbox', 'approve', id)).toContain('1 message approved.')
  expect(await run('outbox', 'approve', id, id)).toContain('0 messages approved. 2 were approved before.')
  await expect(run('outbox', 'send', '--limit', 'many')).rejects.toThrow('is no number of messages')
})

test('a customer who could not be decided is named, and tried again when something changes and on the next day', async () => {
  const break_ = (policy: string) =>
    inWorkspace(at.db, workspace, 'test', (tx) =>
      rows(
        tx,
        sql`UPDATE settings SET value = jsonb_set(value, '{policy}', to_jsonb(${policy}::text)) WHERE key = 'workspace'`,
      ),
    )
  await claim('Zola Ltd', 'Z1', ...sooner)
  await break_('gone')
  const broken = await run('run', '--no-send', '--day', '2026-03-04')
  expect(broken).toMatch(/Set aside.*\n {2}\d+ .*: /)
  expect(broken).toContain('Zola Ltd')
  expect(await run('run', '--no-send', '--day', '2026-03-04')).toContain('0 customers looked at')
  await break_('standard')
  expect(await run('run', '--day', '2026-03-05')).not.toContain('Set aside')
  expect(await run('explain', 'Zola')).toContain('No address that works is known for Zola Ltd')
})

test('a run that the desk is at is seen and stopped in the terminal, and goes on from there', async () => {
  const on = '2026-05-04'
  expect(await run('run', '--stop', '--day', on)).toBe(`No run of ${on} is at work.\n`)
  const desk = {
    db: at.db,
    workspace: { id: workspace },
    actor: 'Ada Palmer <ada@nordwind.example>',
    wall: at.db.source.now,
  }
  const ended = Promise.withResolvers<unknown>()
  await reckon(desk, { kind: 'run', about: on, ask: { day: on }, anew: true }, async (watch) => {
    watch.more(3)
    try {
      for (;;) {
        await inWorkspace(at.db, workspace, 'desk', async () => undefined)
        await watch.step()
      }
    } catch (error) {
      ended.resolve(error)
      throw error
    }
  })
  expect(await run('run', '--stop', '--day', on)).toContain(`The run of ${on} that Ada Palmer began is stopped`)
  expect(await ended.promise).toMatchObject({ facts: { code: 'reckoning.cancelled' } })
  const stopped = await inWorkspace(at.db, workspace, 'test', (tx) => stoppedRun(tx, day(on)))
  expect(stopped?.problem).toMatchObject({ by: 'test' })
  expect(await run('run', '--no-send', '--day', on)).toContain(`${on}:`)
  expect(await inWorkspace(at.db, workspace, 'test', (tx) => stoppedRun(tx, day(on)))).toBeUndefined()
})
