// `dunwell debtor export`: everything kept of one customer, as one file for them.

import { resolve } from 'node:path'
import type { Command } from 'commander'
import { assert } from '../core/problem.ts'
import { exportDebtor } from '../engine/dossier.ts'
import { findDebtor } from '../store/debtor.ts'
import { atDesk, type CommonOptions, command, type Wiring } from './desk.ts'
import { plural } from './run.ts'

export function dossier(program: Command, wiring: Wiring): void {
  const debtor = program.commands.find((it) => it.name() === 'debtor')
  assert(debtor, '"debtor" is registered before')
  command(
    debtor,
    'export',
    'everything kept of one customer in one archive, readable and as data, for whoever asks for it (GDPR art. 15)',
    './dunwell debtor export "Meyer GmbH" --to meyer.zip',
    { json: true },
  )
    .argument('<customer>')
    .requiredOption('--to <file>', 'the archive to write')
    .action((customer: string, options: CommonOptions & { to: string }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const found = await findDebtor(tx, customer)
          const made = await exportDebtor(tx, desk.workspace, found, resolve(options.to), desk.today)
          return {
            json: { debtor: found.no, file: options.to, ...made },
            text: `${options.to}: ${plural(made.rows, 'row')}, ${plural(made.messages, 'message')} as sent or received, ${made.entries} entries of the record. Read it before you hand it on: it may name others.`,
          }
        }),
      )(options),
    )
}
