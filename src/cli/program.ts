// The terminal's table of contents: one line a command.

import { Command } from 'commander'
import { adding } from './add.ts'
import { anchor } from './anchor.ts'
import { answers } from './answer.ts'
import { approvals } from './approval.ts'
import { autopilot } from './autopilot.ts'
import { backup } from './backup.ts'
import { bank } from './bank.ts'
import { charging } from './charge.ts'
import { claim } from './claim.ts'
import { collector } from './collector.ts'
import { debtor } from './debtor.ts'
import { demo } from './demo.ts'
import type { Wiring } from './desk.ts'
import { distributing } from './distribute.ts'
import { documents } from './document.ts'
import { dossier } from './dossier.ts'
import { escalations } from './escalation.ts'
import { explain } from './explain.ts'
import { gone } from './gone.ts'
import { importing } from './import.ts'
import { inFull } from './in-full.ts'
import { inbox } from './inbox.ts'
import { init } from './init.ts'
import { key } from './key.ts'
import { lawCommands } from './law.ts'
import { licences } from './licence.ts'
import { linting } from './lint.ts'
import { mail } from './mail.ts'
import { matching } from './match.ts'
import { money } from './money.ts'
import { notices } from './notice.ts'
import { outbox } from './outbox.ts'
import { payOnline } from './pay.ts'
import { payment } from './payment.ts'
import { person } from './person.ts'
import { receipts } from './receipt.ts'
import { report } from './report.ts'
import { retention } from './retention.ts'
import { runCommands } from './run.ts'
import { serving } from './serve.ts'
import { service } from './service.ts'
import { policy, settings } from './settings.ts'
import { simulating } from './simulate.ts'
import { statements } from './statement.ts'
import { status } from './status.ts'
import { template } from './template.ts'
import { telling } from './told.ts'
import { verify } from './verify.ts'
import { webhook } from './webhook.ts'

const commands = [
  demo,
  init,
  importing,
  bank,
  matching,
  adding,
  documents,
  gone,
  runCommands,
  explain,
  outbox,
  autopilot,
  inbox,
  mail,
  money,
  payOnline,
  payment,
  inFull,
  approvals,
  answers,
  escalations,
  debtor,
  claim,
  policy,
  settings,
  template,
  linting,
  report,
  statements,
  charging,
  simulating,
  backup,
  status,
  distributing,
  key,
  person,
  collector,
  webhook,
  serving,
  service,
  telling,
  licences,
  lawCommands,
  notices,
  retention,
  dossier,
  receipts,
  anchor,
  verify,
]

export function program(wiring: Wiring): Command {
  const it = new Command('dunwell')
    .description('Follows every debt from the terms of sale to the last cent.')
    .version(wiring.version)
    .showHelpAfterError('(run it with --help for an example)')
    .configureOutput({ writeOut: wiring.write })
    // A slip in the command line is the caller's to cure, like any Problem; 1 is for bugs.
    .exitOverride((slip) => process.exit(slip.exitCode === 0 ? 0 : 2))
  for (const register of commands) register(it, wiring)
  return it
}
