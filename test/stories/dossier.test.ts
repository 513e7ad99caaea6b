// What a person gets who asks for all that is kept of them: every row, every message as it was, and no name that becomes a path.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { day } from '../../src/core/day.ts'
import { exportDebtor } from '../../src/engine/dossier.ts'
import { inWorkspace, type Tx } from '../../src/store/db.ts'
import { findDebtor, setDebtor } from '../../src/store/debtor.ts'
import { readWorkspace } from '../../src/store/workspace.ts'
import { stage, story } from './story.ts'

test('an archive holds the rows, the record and the messages of one customer and of nobody else', async () => {
  const it = await stage({ policyByKind: false })
  await story(
    it,
    `
    2024-01-01  Ann is a consumer in GB, ann@home.example
    2024-01-01  Ann is invoiced A1 100.00 GBP, due 2024-01-20
    2024-01-01  Ben is a consumer in GB, ben@home.example
    2024-01-01  Ben is invoiced B1 100.00 GBP, due 2024-01-20
    2024-01-01  Ann says: not on Tuesdays
    2024-01-17  the day runs
                → email "before-due" to ann@home.example: A1 100.00 GBP
                → email "before-due" to ben@home.example: B1 100.00 GBP
  `,
  )
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(it.at.db, it.workspaceId, 'test', work)
  const workspace = await inside(readWorkspace)
  const ann = await inside(async (tx) => {
    const found = await findDebtor(tx, 'Ann')
    await setDebtor(tx, found, { name: '../../etc/\u202epasswd\\..\\Ann' })
    return findDebtor(tx, String(found.no))
  })
  const file = join(it.at.dataDir, 'ann.zip')
  const made = await inside((tx) => exportDebtor(tx, workspace, ann, file, day('2024-01-18')))
  expect(made).toMatchObject({ messages: 1 })
  const found = unzipSync(readFileSync(file))
  const names = Object.keys(found)
  for (const name of names)
    expect(name).toMatch(/^(read-me-first\.txt|data\/[a-z_]+\.json|messages\/[\w-]+\.(eml|pdf))$/)
  const tables = names.filter((name) => name.startsWith('data/')).map((name) => name.slice(5, -5))
  expect(tables).toEqual(
    expect.arrayContaining(['addresses', 'attempts', 'claims', 'debtors', 'told', 'record', 'dues']),
  )
  const [mail] = names.filter((name) => name.startsWith('messages/'))
  expect(strFromU8(found[mail!]!)).toContain('To: ')
  expect(JSON.parse(strFromU8(found['data/record.json']!)).map((one: { kind: string }) => one.kind)).toEqual(
    expect.arrayContaining(['debtor.made', 'permit', 'attempt', 'debtor.changed']),
  )
  const all = names.map((name) => strFromU8(found[name]!)).join('\n')
  expect(all).toContain('ann@home.example')
  expect(all).not.toContain('ben@home.example')
  const page = strFromU8(found['read-me-first.txt']!)
  expect(page).toContain('keeps about ../../etc/passwd')
  expect(page).not.toMatch(/[\u202a-\u202e\r]/)
  for (const words of ['How long it is kept', 'A claim is open', 'A1', '2024-01-17', 'Your rights'])
    expect(page).toContain(words)
  await expect(inside((tx) => exportDebtor(tx, workspace, ann, file, day('2024-01-18')))).rejects.toThrow(
    'there already',
  )
})
