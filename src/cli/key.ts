// `dunwell key`: keys by which programs use the API. A key opens this workspace, to read or to write.

import type { Command } from 'commander'
import { momentText } from '../core/day.ts'
import { problem, quoted } from '../core/problem.ts'
import { addKey, keyId, listKeys, revokeKey } from '../store/door.ts'
import { atDesk, type CommonOptions, columns, command, type Wiring } from './desk.ts'

const nameMax = 100

export function key(program: Command, wiring: Wiring): void {
  const it = program.command('key').description('keys for programs that use the API: add, list, revoke')

  command(
    it,
    'add',
    'make a key; its secret is shown once',
    './dunwell key add --name "the shop"\n./dunwell key add --name "the bookkeeping" --write',
    { json: true },
  )
    .requiredOption('--name <name>', 'who uses it; the record names them by it')
    .option('--write', 'it may write, not only read')
    .action(
      atDesk<CommonOptions & { name: string; write?: boolean }>(wiring, async (desk, options) => {
        const name = options.name.trim()
        if (name === '' || name.length > nameMax)
          throw problem('key.name', `${quoted(options.name)} is no name for a key.`, `Use 1 to ${nameMax} characters.`)
        const mayWrite = options.write === true
        const { id, secret } = await desk.tx((tx) => addKey(tx, name, mayWrite))
        return {
          json: { id, name, mayWrite, secret },
          text: `${secret}\n  This is the only time it is shown. It may ${mayWrite ? 'read and write' : 'read'}; send it as "Authorization: Bearer ${secret.slice(0, 6)}…".\n  ${id}`,
        }
      }),
    )

  command(it, 'list', 'all keys, those in use first', './dunwell key list', { json: true }).action(
    atDesk(wiring, async (desk) => {
      const found = await desk.tx(listKeys)
      const { zone } = desk.workspace
      const body = found.map((one) => [
        keyId(one.id),
        one.name,
        one.mayWrite ? 'read, write' : 'read',
        momentText(one.madeAt, zone),
        one.revokedAt === null ? 'in use' : `revoked ${momentText(one.revokedAt, zone)}`,
      ])
      return {
        json: found.map((one) => ({ ...one, id: keyId(one.id) })),
        text: found.length === 0 ? 'There is no key.' : columns(['key', 'name', 'may', 'made', ''], body),
      }
    }),
  )

  command(it, 'revoke', 'take a key back', './dunwell key revoke "the shop"', { json: true })
    .argument('<key>', 'its id, or its name')
    .action((text: string, options: CommonOptions) =>
      atDesk(wiring, async (desk) => {
        const revoked = await desk.tx((tx) => revokeKey(tx, text))
        return { json: { revoked: keyId(revoked.id) }, text: `${revoked.name} opens nothing any more.` }
      })(options),
    )
}
