// A second person's answer at the terminal: what waits is listed, and an answer is somebody's who may give it.

import { expect, test } from 'vitest'
import { terminal } from '../../test/terminal.ts'
import { day } from '../core/day.ts'
import { askApproval } from '../engine/approval.ts'
import { approvalId } from '../store/approval.ts'
import { inWorkspace } from '../store/db.ts'
import { addMember, listMembers } from '../store/member.ts'
import { readWorkspace } from '../store/workspace.ts'

const { at, workspace, run } = await terminal('2026-03-13')

test('what waits is listed, an answer is somebody’s who may give it, and a yes does it once', async () => {
  expect(await run('approval', 'list')).toContain('Nothing waits for a second person.')
  const words = ['--debtor', 'Meyer GmbH', '--issued', '2026-01-10', '--due', '2026-02-09', '--amount', '90.00']
  for (const number of ['A-1', 'A-2']) await run('add', 'claim', ...words, '--number', number)
  const asked = await inWorkspace(at.db, workspace, 'Col <col@nordwind.example>', async (tx) => {
    await addMember(tx, { email: 'ada@nordwind.example', name: 'Ada', role: 'owner' })
    const approves = { writeOffMinor: 1_000 }
    const id = await addMember(tx, { email: 'col@nordwind.example', name: 'Col', role: 'collector', approves })
    const col = (await listMembers(tx)).find((it) => it.id === id)!
    const desk = { workspace: await readWorkspace(tx), today: day('2026-03-13') }
    const keys = []
    for (const claim of ['A-1', 'A-2'])
      keys.push(await askApproval(tx, desk, col, { kind: 'write_off', claim, because: 'too small' }))
    return keys.map(approvalId)
  })
  const list = await run('approval', 'list')
  expect(list).toMatch(/write off\s+90\.00 \w{3}\s+Meyer GmbH \(\d+\)\s+Col\s+too small/)
  const accept = (id: string, as: string) => run('approval', 'accept', id, '--as', `${as}@nordwind.example`)
  await expect(accept(asked[0]!, 'eve')).rejects.toThrow('does not work here')
  await expect(accept(asked[0]!, 'col')).rejects.toThrow('You asked for this yourself')
  expect(await accept(asked[0]!, 'ada')).toContain('Approved by Ada, and done.')
  expect(JSON.parse(await run('statement', 'A-1', '--json')).claims[0].openMinor).toBe(0)
  const no = await run('approval', 'refuse', asked[1]!, '--as', 'ada@nordwind.example', '--because', 'ring once more')
  expect(no).toContain('Refused by Ada: ring once more')
  expect(await run('approval', 'show', asked[1]!)).toContain('Col asked on 2026-03-13 to write off 90.00')
})
