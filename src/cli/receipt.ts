// `dunwell receipt`: why a message was lawful, as it was kept when it was released.

import type { Command } from 'commander'
import { dayText, momentText } from '../core/day.ts'
import { moneyText } from '../core/money.ts'
import { type GroundText, type LawKept, type Receipt, receipt, receiptJson } from '../engine/receipt.ts'
import { atDesk, type CommonOptions, command, type Wiring } from './desk.ts'

export function receipts(program: Command, wiring: Wiring): void {
  command(
    program,
    'receipt',
    'why a message was lawful: facts, rules, bytes, what was heard, and the chain that proves it',
    './dunwell receipt msg_…\n./dunwell receipt "<…@nordwind.example>" --json',
    { json: true },
  )
    .argument('<message>', 'its id, or the Message-ID of an email')
    .action((text: string, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const found = await receipt(tx, text)
          return { json: receiptJson(found), text: receiptText(found, desk.workspace.zone) }
        }),
      )(options),
    )
}

function receiptText(it: Receipt, zone: string): string {
  const lines = [
    `Receipt of ${it.message}`,
    `${it.direction === 'in' ? 'From' : 'To'} ${it.debtor.name} (${it.debtor.no}), ${it.channel}${it.step ? `, step "${it.step}" of ${it.policy}` : ''}${it.template ? `, template ${it.template}` : ''}`,
    `Written ${momentText(it.writtenAt, zone)}${it.state ? `; it is ${it.state.replaceAll('_', ' ')}` : ''}`,
  ]
  if (it.claims.length > 0)
    lines.push(`About ${it.claims.map((one) => `${one.number} ${moneyText(one.openMinor, one.currency)}`).join(', ')}`)
  if (it.decided.length > 0) lines.push('', 'Why it was written', ...it.decided.map(groundText))
  if (it.approved) lines.push('', `Approved by ${it.approved.by}, ${momentText(it.approved.at, zone)}`)
  for (const one of it.refusals) {
    lines.push('', `Refused ${momentText(one.at, zone)}${one.until ? `, until ${one.until}` : ''}`)
    lines.push(...one.reasons.map(groundText), ...lawText(one.law, { grounds: false }))
  }
  for (const one of it.attempts) {
    lines.push('', `Attempt ${one.no}: permitted and released ${momentText(one.releasedAt, zone)} to ${one.to}`)
    lines.push(...one.reasons.map(groundText), ...lawText(one.law, { grounds: one.reasons.length === 0 }))
    if (one.law.rulesSha)
      lines.push(
        `  rules: version ${one.law.rulesSha.slice(0, 16)}…, ${one.rules ? 'kept as they stood' : 'NOT KEPT'}`,
        ...(one.rules ?? []).map((rule) => `    ${rule.id}: ${rule.says} (${rule.cite}; ${rule.level}, ${rule.sure})`),
      )
    lines.push(
      `  the permit ${one.permitInChain ? 'stands in the chain as it is here' : 'IS NOT THE ONE IN THE CHAIN'}`,
    )
    lines.push(`  subject "${one.subject}", ${one.externalId}`)
    const size = one.bytes.size === undefined ? '' : `, ${one.bytes.size.toLocaleString('en')} bytes`
    lines.push(
      `  bytes ${one.bytes.sha}${size}: ${one.bytes.state === 'as sent' ? 'kept, exactly as sent' : one.bytes.state.toUpperCase()}`,
    )
    for (const fact of one.heard)
      lines.push(`  ${fact.kind.replaceAll('_', ' ')} ${momentText(Date.parse(fact.at), zone)}: ${fact.detail}`)
    if (one.heard.length === 0) lines.push('  nothing was heard of it yet')
  }
  if (it.direction === 'out' && it.attempts.length === 0) lines.push('', 'It has no permit yet, and has not left.')
  lines.push('', 'In the chain of this customer')
  for (const one of it.entries)
    lines.push(
      `  ${String(one.entry).padStart(5)}  ${momentText(one.at, zone)}  ${one.kind.padEnd(18)} ${one.sha.slice(0, 16)}…  ${one.anchor ? `anchor ${one.anchor.no} of ${one.anchor.day}` : 'not yet under an anchor'}  by ${one.actor}`,
    )
  lines.push(
    it.fault
      ? `  THE CHAIN IS BROKEN: ${it.fault}`
      : '  The chain holds from its first entry to its head, against every anchor.',
  )
  return lines.join('\n')
}

function lawText(law: LawKept | undefined, show: { grounds: boolean }): string[] {
  if (!law?.medium) return []
  const { kindIsSure, debtorKind, counters, told = [], warnings = [], duties = [] } = law
  const kind = debtorKind && `${debtorKind.replaceAll('_', ' ')} (${kindIsSure ? 'confirmed' : 'taken for one'})`
  return [
    `  facts: ${[kind, law.place && `in ${law.place}`, law.collector && `we are ${law.collector.replaceAll('_', ' ')}`, law.medium, law.aim && `to ${law.aim}`].filter(Boolean).join(', ')}`,
    ...(law.local?.length ? [`  their clock: ${law.local.join('; ')}`] : []),
    ...(show.grounds ? (law.grounds ?? []).map(groundText) : []),
    ...(counters && Object.keys(counters).length > 0
      ? [
          `  counted: ${Object.entries(counters)
            .map(([rule, count]) => `${rule} ${count}`)
            .join(', ')}`,
        ]
      : []),
    ...(told.length > 0
      ? [`  told to us: ${told.map((it) => `${it.kind} on ${dayText(it.on as never)}`).join(', ')}`]
      : []),
    ...warnings.map((it) => `  warning: ${groundText(it).trim()}`),
    ...(duties.length > 0 ? [`  it had to carry: ${duties.join(', ').replaceAll('_', ' ')}`] : []),
  ]
}

function groundText(it: GroundText): string {
  const source = [it.rule, it.cite, it.force].filter(Boolean).join('; ')
  const missing = it.missing?.length ? ` Not known: ${it.missing.join(', ').replaceAll('_', ' ')}.` : ''
  return `  because ${it.says}${source ? ` [${source}]` : ''}${missing}`
}
