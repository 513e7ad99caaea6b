// The terminal's table of contents: one line a command.

import { Command } from 'commander'
import type { Wiring } from './desk.ts'
import { init } from './init.ts'
import { report } from './report.ts'
import { verify } from './verify.ts'

const commands = [init, report, verify]

export function program(wiring: Wiring): Command {
  const it = new Command('dunwell')
    .description('Follows every debt from the terms of sale to the last cent.')
    .version(wiring.version)
    .showHelpAfterError('(run it with --help for an example)')
    .configureOutput({ writeOut: wiring.write })
  for (const register of commands) register(it, wiring)
  return it
}
