// `dunwell init`: makes the workspace of a data folder.

import { type Command, Option } from 'commander'
import { ibanText } from '../core/iban.ts'
import { problem, quoted } from '../core/problem.ts'
import { found } from '../engine/founding.ts'
import { listWorkspaces, type Settings } from '../store/workspace.ts'
import { command, type Wiring } from './desk.ts'

interface Options {
  readonly data?: string
  readonly name: string
  readonly country: string
  readonly currency: string
  readonly zone?: string
  readonly iban?: string
  readonly bic?: string
  readonly holder?: string
  readonly signatory?: string
  readonly role?: string
  readonly phone?: string
  readonly email?: string
  readonly website?: string
  readonly address?: string[]
  readonly legal?: string[]
  readonly kind: string
  readonly collects: 'own' | 'others'
}

export function init(program: Command, wiring: Wiring): void {
  const it = command(
    program,
    'init',
    'make a workspace in the data folder',
    './dunwell init --name "Nordwind Ltd" --country GB --currency GBP --iban GB33BUKB20201555555555 \\\n  --signatory "Ada Palmer" --phone "+44 117 496 0001" --email accounts@nordwind.example \\\n  --address "4 Quay Street" "Bristol BS1 4AA" --legal "Company no. 01234567"',
  )
    .requiredOption('--name <name>', 'the business that is owed')
    .requiredOption('--country <code>', 'two letters: GB, DE, US …')
    .requiredOption('--currency <code>', 'three letters: GBP, EUR, USD …')
    .option('--zone <zone>', 'time zone (default: the capital of the country)')
    .option('--iban <iban>', 'account for payments')
    .option('--bic <bic>')
    .option('--holder <name>', 'account holder (default: the name)')
    .option('--signatory <name>', 'the person who signs reminders')
    .option('--role <role>', 'what that person does')
    .option('--phone <phone>', 'their number, in every reminder')
    .option('--email <email>', 'their address; answers go there')
    .option('--website <url>')
    .option('--address <lines...>', 'postal address, a line each')
    .option('--legal <lines...>', 'what the law wants on letters: company number, VAT number')
    .addOption(
      new Option('--kind <kind>', 'what the business is in law')
        .choices(['business', 'sole_trader', 'private_person', 'public_body'])
        .default('business'),
    )
    .addOption(
      new Option('--collects <whose>', 'its own claims, or those of others (an agency)')
        .choices(['own', 'others'])
        .default('own'),
    )
  it.action(async (options: Options) => {
    const iban = options.iban === undefined ? undefined : ibanText(options.iban)
    const settings: Partial<Settings> = {
      addressLines: options.address ?? [],
      legalLines: options.legal ?? [],
      email: options.email,
      phone: options.phone,
      website: options.website,
      signatory: options.signatory
        ? { name: options.signatory, role: options.role, phone: options.phone, email: options.email }
        : undefined,
      bank:
        iban || options.holder
          ? { holder: options.holder ?? options.name, iban, bic: options.bic, lines: [] }
          : undefined,
    }
    const dataDir = options.data ?? wiring.dataDir
    const db = await wiring.openDatabase(dataDir)
    try {
      const there = await listWorkspaces(db)
      if (there.length > 0) {
        throw problem(
          'workspace.exists',
          `This data folder holds the workspace ${quoted(there[0]!.name)} already.`,
          'Choose another folder with --data.',
        )
      }
      await found(
        db,
        {
          name: options.name,
          kind: options.collects === 'others' ? 'agency' : 'creditor',
          creditorKind: options.kind,
          country: options.country,
          currency: options.currency,
          zone: options.zone,
          settings,
        },
        wiring.actor,
      )
      wiring.write(
        `${options.name} is ready in ${dataDir}, in rehearsal: nothing leaves this machine.\n\n` +
          `Next:  ./dunwell import claims YOUR-LEDGER.csv\n       ./dunwell run --dry-run\n` +
          missing(settings),
      )
    } finally {
      await db.close()
    }
  })
}

function missing(settings: Partial<Settings>): string {
  const lacks = [
    ...(settings.bank ? [] : ['--iban or --holder: how to pay']),
    ...(settings.signatory ? [] : ['--signatory and --phone: who to talk to']),
  ]
  return lacks.length === 0
    ? ''
    : `\nBefore a reminder can be written, add with "./dunwell settings set": ${lacks.join('; ')}.\n`
}
