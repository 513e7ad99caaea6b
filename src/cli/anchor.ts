// `dunwell anchor`: the daily hash over all chains of the record, to be kept where nobody here can change it.

import { resolve } from 'node:path'
import type { Command } from 'commander'
import { dayText, momentText } from '../core/day.ts'
import { problem } from '../core/problem.ts'
import { exportAnchor } from '../engine/anchor.ts'
import { type AnchorRow, listAnchors, writeAnchor } from '../store/anchor.ts'
import { atDesk, type CommonOptions, columns, command, type Wiring } from './desk.ts'

export function anchor(program: Command, wiring: Wiring): void {
  const it = program.command('anchor').description('the daily hash over all chains of the record')
  command(it, 'list', 'all anchors, the newest first', './dunwell anchor list', { json: true }).action(
    atDesk(wiring, (desk) =>
      desk.tx(async (tx) => {
        const found = await listAnchors(tx)
        const body = found.map((one) => [
          one.no,
          dayText(one.day),
          momentText(one.at, desk.workspace.zone),
          one.chains + 1,
          one.root.toString('hex'),
        ])
        return {
          json: found.map(anchorJson),
          text:
            found.length === 0
              ? 'No anchor yet. The run of each day makes one; now: ./dunwell anchor make'
              : columns(['no', 'day', 'made', 'chains', 'root'], body),
        }
      }),
    ),
  )
  command(it, 'make', 'make one of this moment', './dunwell anchor make', { json: true }).action(
    atDesk(wiring, (desk) =>
      desk.tx(async (tx) => {
        const made = await writeAnchor(tx, desk.today, 'changed')
        const last = made ?? (await listAnchors(tx, 1))[0]!
        const says = made ? '' : 'Nothing was added to the record since the last one.\n'
        return { json: { made: made !== undefined, ...anchorJson(last) }, text: `${says}${anchorText(last)}` }
      }),
    ),
  )
  command(
    it,
    'export',
    'write one into a file, to be kept elsewhere and given to "dunwell verify --anchor"',
    './dunwell anchor export anchor-march.jsonl\n./dunwell anchor export --no 12 anchor-12.jsonl',
    { json: true },
  )
    .argument('<file>')
    .option('--no <number>', 'which (default: the last)')
    .action((file: string, options: CommonOptions & { no?: string | boolean }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const no = typeof options.no === 'string' ? Number(options.no) : undefined
          if (no !== undefined && !Number.isSafeInteger(no))
            throw problem('anchor.number', 'That is no number of an anchor.', 'See "dunwell anchor list".')
          const made = await exportAnchor(tx, desk.workspace, resolve(file), no)
          return {
            json: { file, ...anchorJson(made) },
            text: `${anchorText(made)}\nIt is in ${file}, with every head. Keep it where nobody who works here can change it; later:\n  ./dunwell verify --anchor ${file}`,
          }
        }),
      )(options),
    )
}

export function anchorText(it: AnchorRow): string {
  return `Anchor ${it.no} of ${dayText(it.day)} over ${(it.chains + 1).toLocaleString('en')} chains: ${it.root.toString('hex')}`
}

export function anchorJson(it: AnchorRow) {
  return {
    no: it.no,
    day: dayText(it.day),
    at: new Date(it.at).toISOString(),
    root: it.root.toString('hex'),
    chains: it.chains + 1,
  }
}
