// `dunwell settings` and `dunwell policy`: how this workspace writes, is paid, and climbs.

import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { parse as parseYaml, stringify } from 'yaml'
import { dayText } from '../core/day.ts'
import { ladderOf, nameOf } from '../core/ladder.ts'
import { type DebtorKind, debtorKinds, type Policy, type PolicyBody } from '../core/policy.ts'
import { policyDifferences } from '../core/policy-differences.ts'
import { problem, quoted } from '../core/problem.ts'
import { keepingWords } from '../engine/autopilot.ts'
import { checkTemplates } from '../engine/words.ts'
import { policyFrom } from '../rules/notices.ts'
import { policyByKind } from '../rules/policies.ts'
import { findClaim } from '../store/claim.ts'
import { findDebtor } from '../store/debtor.ts'
import {
  choosePolicy,
  lookAtAll,
  type Reach,
  readChoices,
  readPolicies,
  savePolicies,
  unknownPolicy,
} from '../store/policy.ts'
import { readTemplates } from '../store/template.ts'
import { changeSettings, type Settings, type Workspace } from '../store/workspace.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'

export function settings(program: Command, wiring: Wiring): void {
  const it = program.command('settings').description('the workspace’s details: show, set')
  command(it, 'show', 'all settings, secrets hidden', './dunwell settings show', { json: true }).action(
    atDesk(wiring, async (desk) => {
      const shown = hidden(desk.workspace.settings)
      return { json: shown, text: stringify(shown) }
    }),
  )
  command(
    it,
    'set',
    'change settings by their path',
    './dunwell settings set signatory.name="Ada Palmer" signatory.phone="+44 117 496 0001"\n./dunwell settings set smtp.host=mail.example smtp.port=587 smtp.security=starttls smtp.user=ada smtp.password=…\n./dunwell settings set knowledge.reminders=null\n./dunwell settings set sectors=none',
    { json: true },
  )
    .argument('<path=value...>', 'a value is JSON where it can be, else text')
    .action((pairs: string[], options: CommonOptions) =>
      atDesk(wiring, async (desk) => {
        const next = structuredClone(desk.workspace.settings) as Record<string, unknown>
        for (const pair of pairs) setPath(next, pair, desk.workspace.name)
        const saved = await desk.tx(async (tx) => {
          const changed = await changeSettings(tx, next as Partial<Settings>)
          if (changed.policy !== desk.workspace.settings.policy && !(await readPolicies(tx)).has(changed.policy))
            throw unknownPolicy(changed.policy)
          // What is decided rests on them.
          await lookAtAll(tx, dayText(desk.today))
          return changed
        })
        return { json: hidden(saved), text: `Kept: ${pairs.map((pair) => pair.split('=')[0]).join(', ')}.` }
      })(options),
    )
}

function hidden(settings: Settings) {
  const secret = <T extends { password?: string; oauthToken?: string }>(it: T) => ({
    ...it,
    password: it.password && '(set)',
    oauthToken: it.oauthToken && '(set)',
  })
  const { smtp, imap } = settings
  return { ...settings, ...(smtp && { smtp: secret(smtp) }), ...(imap && { imap: secret(imap) }) }
}

function setPath(into: Record<string, unknown>, pair: string, name: string): void {
  const at = pair.indexOf('=')
  if (at < 1)
    throw problem(
      'settings.pair',
      `${quoted(pair)} is not path=value.`,
      'For example: signatory.phone="+44 117 496 0001"',
    )
  const keys = pair
    .slice(0, at)
    .match(/"[^"]+"|[^.]+/g)!
    .map((key) => key.replaceAll('"', ''))
  const forbidden = keys.find((key) => key === '__proto__' || key === 'constructor' || key === 'prototype')
  if (forbidden)
    throw problem('settings.path', `There is no setting ${quoted(pair.slice(0, at))}.`, 'See "dunwell settings show".')
  let place = into
  for (const key of keys.slice(0, -1)) {
    const next = place[key]
    if (typeof next !== 'object' || next === null) place[key] = keys[0] === 'bank' ? { holder: name } : {}
    place = place[key] as Record<string, unknown>
  }
  const value = keys[0] === 'sectors' && pair.slice(at + 1) === 'none' ? [] : parsed(pair.slice(at + 1))
  // Null takes an optional setting away; of what we know of payments it means "never wait".
  if (value === null && keys[0] !== 'knowledge') delete place[keys.at(-1)!]
  else place[keys.at(-1)!] = value
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    // A long number is an account or a phone, not a sum.
    return typeof value === 'number' && text.length > 9 ? text : value
  } catch {
    return text
  }
}

export function policy(program: Command, wiring: Wiring): void {
  const it = program.command('policy').description('ladders: list, show, save, use, diff')
  command(it, 'list', 'the policies of this workspace', './dunwell policy list', { json: true }).action(
    atDesk(wiring, (desk) =>
      desk.tx(async (tx) => {
        const found = [...(await readPolicies(tx)).values()]
        const choices = await readChoices(tx)
        const body = found.map((one) => [
          one.id,
          one.name,
          one.version,
          one.steps.length,
          usedBy(one, desk.workspace, choices),
        ])
        return { json: found, text: columns(['policy', 'name', 'version', 'steps', 'used by'], body) }
      }),
    ),
  )
  command(it, 'show', 'a policy as YAML, to change and save', './dunwell policy show standard > mine.yaml', {
    json: true,
  })
    .argument('<policy>')
    .action((id: string, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const found = (await readPolicies(tx)).get(id)
          if (!found) throw unknownPolicy(id)
          const { version, ...body } = found
          return {
            json: found,
            text: `# ${found.name}, version ${version}: ${ladderOf(found)
              .map((step) => nameOf(step).toLowerCase())
              .join(' → ')}\n${stringify(body)}`,
          }
        }),
      )(options),
    )
  command(it, 'save', 'save a policy from YAML as a new version', './dunwell policy save mine.yaml', { json: true })
    .argument('<file>')
    .action((file: string, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const body = policyFrom(readYaml(file))
          checkTemplates(body, await readTemplates(tx))
          const [saved] = await keepingWords(tx, () => savePolicies(tx, [body]))
          if (saved) await lookAtAll(tx, dayText(desk.today))
          return {
            json: { saved: saved ?? null },
            text: saved
              ? `${body.name} is saved; every case is looked at again at the next run.`
              : 'It says what the saved version says; nothing changed.',
          }
        }),
      )(options),
    )
  command(
    it,
    'use',
    'choose a policy: for the workspace, a customer, a segment or a claim',
    './dunwell policy use standard\n./dunwell policy use mine --debtor "Meyer GmbH"',
    { json: true },
  )
    .argument('<policy>')
    .option('--debtor <customer>')
    .option('--segment <name>')
    .option('--claim <number>')
    .action((id: string, options: CommonOptions & { debtor?: string; segment?: string; claim?: string }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          if (!(await readPolicies(tx)).has(id)) throw unknownPolicy(id)
          const chosen: { reach: Reach; subject: string } | undefined = options.claim
            ? { reach: 'claim', subject: (await findClaim(tx, options.claim)).id }
            : options.debtor
              ? { reach: 'debtor', subject: (await findDebtor(tx, options.debtor)).id }
              : options.segment
                ? { reach: 'segment', subject: options.segment }
                : undefined
          if (chosen) await choosePolicy(tx, { ...chosen, policyId: id })
          else await changeSettings(tx, { policy: id })
          await lookAtAll(tx, dayText(desk.today))
          return {
            json: { policy: id, for: chosen ?? 'workspace' },
            text: `${id} is used for ${chosen ? `${chosen.reach} ${options.claim ?? options.debtor ?? options.segment}` : `the workspace${desk.workspace.settings.policyByKind ? '; who has a ladder by kind keeps it (settings set policyByKind=false gives it to all)' : ''}`}.`,
          }
        }),
      )(options),
    )
  command(
    it,
    'diff',
    'what two policies, or a policy and a file, do differently',
    './dunwell policy diff standard gentle\n./dunwell policy diff standard mine.yaml',
    {
      json: true,
    },
  )
    .argument('<policy>')
    .argument('<other>')
    .action((first: string, second: string, options: CommonOptions) =>
      atDesk(wiring, (desk) => difference(desk, first, second))(options),
    )
}

async function difference(desk: Desk, first: string, second: string): Promise<Answer> {
  return desk.tx(async (tx) => {
    const policies = await readPolicies(tx)
    const [a, b] = [first, second].map((id) => {
      const found = policies.get(id) ?? (/\.ya?ml$/.test(id) ? policyFrom(readYaml(id)) : undefined)
      if (!found) throw unknownPolicy(id)
      return found
    }) as [PolicyBody, PolicyBody]
    const found = policyDifferences(a, b)
    return {
      json: found,
      text:
        found.length === 0
          ? `${first} and ${second} say the same.`
          : columns(
              ['step', 'what', first, second],
              found.map((it) => [it.step ?? '(all)', it.what, it.a ?? 'none', it.b ?? 'none']),
            ),
    }
  })
}

function usedBy(one: Policy, workspace: Workspace, choices: readonly { policyId: string; reach: string }[]): string {
  const { settings, creditorKind: creditor } = workspace
  const kinds = settings.policyByKind
    ? debtorKinds.filter((debtor) => policyByKind({ creditor, debtor }) === one.id)
    : []
  const byKind = kinds.length === debtorKinds.length ? ['everyone'] : kinds.map((kind) => byKindText[kind])
  const own = Map.groupBy(
    choices.filter((it) => it.policyId === one.id),
    (it) => it.reach,
  )
  return [
    ...(one.id === settings.policy ? ['workspace'] : []),
    ...byKind,
    ...[...own].map(([reach, some]) => `${some.length} ${reach}${some.length === 1 ? '' : 's'}`),
  ].join(', ')
}

const byKindText: Readonly<Record<DebtorKind, string>> = {
  business: 'businesses',
  sole_trader: 'sole traders',
  consumer: 'consumers',
  public_body: 'public bodies',
}

/** A YAML file of a person's, or a Problem that names the line. */
export function readYaml(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw problem('policy.file', `The file ${quoted(file)} cannot be read.`, 'Check its name.')
  }
  try {
    return parseYaml(text)
  } catch (error) {
    throw problem(
      'policy.yaml',
      `The file is not YAML: ${(error as Error).message.split('\n')[0]}`,
      'Correct that line.',
    )
  }
}
