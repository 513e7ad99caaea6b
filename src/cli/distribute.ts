// `dunwell distribute`: spreads the tables over a cluster of Citus, once, and again after an update that brought new ones.

import { resolve } from 'node:path'
import type { Command } from 'commander'
import { problem } from '../core/problem.ts'
import { openPlace } from '../store/db.ts'
import { distribute, distribution, type Statement } from '../store/distribution.ts'
import { type CommonOptions, command, type Wiring } from './desk.ts'

interface Options extends CommonOptions {
  readonly dryRun?: boolean
}

export function distributing(program: Command, wiring: Wiring): void {
  command(
    program,
    'distribute',
    'spread the tables over a cluster of Citus 13',
    './dunwell distribute --dry-run\nDATABASE_URL=postgres://user:password@coordinator.example/dunwell ./dunwell distribute',
    { json: true },
  )
    .option('--dry-run', 'print the statements that are left to do, and run none')
    .action(async (options: Options) => {
      const dataDir = options.data ?? wiring.dataDir
      if (wiring.databaseUrl === undefined && !options.dryRun) {
        throw problem(
          'distribute.embedded',
          'The embedded database lives on this machine alone.',
          'Move to a server first: ./dunwell move --to postgres://user:password@coordinator.example/dunwell, then set DATABASE_URL to it.',
        )
      }
      // So that the tables are those of this program before they are spread.
      await (await wiring.openDatabase(dataDir)).close()
      const place = await openPlace({ dataDir: resolve(dataDir), url: wiring.databaseUrl })
      try {
        const all = options.dryRun
          ? await distribution(place)
          : await distribute(place, (it) => wiring.progress?.(it.text))
        wiring.progress?.('')
        const done = all.length === 0
        wiring.write(
          options.json
            ? `${JSON.stringify({ dryRun: options.dryRun === true, statements: all }, null, 2)}\n`
            : options.dryRun
              ? `${done ? '-- Nothing is left to do.' : script(all)}\n`
              : `${done ? 'Every table lies where it should; nothing was left to do.' : `${all.length} statements run: every table lies where it should. Connect every web and worker process to the coordinator, and run this again after an update.`}\n`,
        )
      } finally {
        await place.leave()
      }
    })
}

/** What psql would take, role by role. */
function script(all: readonly Statement[]): string {
  let as: Statement['as'] = 'user'
  return all
    .flatMap((one) => {
      const change = one.as === as ? [] : [one.as === 'owner' ? 'SET ROLE dunwell_owner;' : 'RESET ROLE;']
      as = one.as
      return [...change, `${one.text};${one.because === undefined ? '' : ` -- ${one.because}`}`]
    })
    .join('\n')
}
