// `dunwell import einvoice`: a file or a folder of e-invoices becomes claims, and says of each what it was taken for or what is wrong.

import { basename } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { dayText, dueText } from '../core/day.ts'
import { decimalText, moneyText } from '../core/money.ts'
import type { ProblemFacts } from '../core/problem.ts'
import { type EInvoiceResult, importEInvoices } from '../engine/einvoice.ts'
import type { TakenInvoice } from '../engine/einvoice-batch.ts'
import { atDesk, type CommonOptions, columns, command, type Wiring } from './desk.ts'

interface Options extends CommonOptions {
  readonly terms?: number
  readonly dryRun?: boolean
}

const linesShown = 50
const progressEvery = 20

/** Under `dunwell import`. */
export function importingEInvoices(parent: Command, wiring: Wiring): void {
  command(
    parent,
    'einvoice',
    'take in e-invoices: UBL, CII, XRechnung, Peppol, FatturaPA (XML), Factur-X and ZUGFeRD (PDF)',
    './dunwell import einvoice invoices/ --dry-run\n./dunwell import einvoice 2026-0117.xml --terms 30',
    { json: true },
  )
    .argument('<path>', 'a file, or a folder with the folders in it')
    .option('--terms <days>', 'days from issue to due, where an invoice says nothing of it', whole)
    .option('--dry-run', 'show what would come of it and write nothing')
    .action((path: string, options: Options) =>
      atDesk<Options>(wiring, async (desk) => {
        const result = await importEInvoices(desk, path, {
          termsDays: options.terms,
          dryRun: options.dryRun,
          onProgress: (files) => {
            if (!options.json && files % progressEvery === 0) wiring.progress?.(`${files} files read …`)
          },
        })
        return { json: resultJson(result), text: resultText(result, basename(path)) }
      })(options),
    )
}

function whole(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('Write a number of days, such as 30.')
  return Number(text)
}

function resultJson(result: EInvoiceResult) {
  return { ...result, invoices: result.invoices.map(invoiceJson) }
}

function invoiceJson({ claim, ...it }: TakenInvoice) {
  const { amountMinor, taxMinor, openMinor: _, paid, dues, issuedOn, ...rest } = claim
  const money = (minor: number) => decimalText(minor, claim.currency)
  return {
    ...it,
    claim: {
      ...rest,
      ...(issuedOn === undefined ? {} : { issuedOn: dayText(issuedOn) }),
      amount: money(amountMinor),
      ...(taxMinor === undefined ? {} : { tax: money(taxMinor) }),
      dues: dues.map((due) => ({ dueOn: dueText(due.dueOn) ?? null, amount: money(due.amountMinor) })),
      ...(paid === undefined
        ? {}
        : { paid: paid.map((one) => ({ on: dayText(one.day), amount: money(one.amountMinor) })) }),
    },
  }
}

function resultText(result: EInvoiceResult, name: string): string {
  const { files, known, invoices, refused, dryRun } = result
  if (files === 0) return `There is no file in ${name}.`
  const taken = invoices.filter((it) => it.became !== 'refused')
  const wrong = [...refused, ...invoices.flatMap((it) => (it.problem ? [{ file: it.file, problem: it.problem }] : []))]
  const parts = [countsText(result, taken, wrong.length)]
  if (taken.length > 0) parts.push(takenText(taken))
  if (result.lowered.length > 0) parts.push(some(result.lowered.map((it) => `  ${it}`)))
  const changed = taken.filter((it) => it.says !== undefined)
  if (changed.length > 0) parts.push(`Changed:\n${some(changed.map((it) => `  ${it.claim.number}: ${it.says}`))}`)
  if (wrong.length > 0) parts.push(`Not imported:\n${some(wrong.map((it) => said(it.file, it.problem)))}`)
  if (result.notes.length > 0) parts.push(`To know:\n${some(result.notes.map((it) => said(it.file, it.note)))}`)
  if (taken.length === 0 && known.length === files) parts.push('All of it is here already; nothing was changed.')
  else if (taken.length > 0) parts.push(dryRun ? 'Next:  the same without --dry-run' : 'Next:  ./dunwell run --dry-run')
  return parts.join('\n\n')
}

function countsText(result: EInvoiceResult, taken: readonly TakenInvoice[], problems: number): string {
  const { files, known, dryRun, customers, documents } = result
  const plural = (count: number, one: string) => `${count} ${count === 1 ? one : `${one}s`}`
  const fresh = (kind: (it: TakenInvoice) => boolean) => taken.filter((it) => it.became === 'new' && kind(it)).length
  const counts = [
    plural(
      fresh((it) => it.claim.kind !== 'credit_note'),
      'new claim',
    ),
    plural(
      fresh((it) => it.claim.kind === 'credit_note'),
      'new credit note',
    ),
    plural(customers, 'new customer'),
    `${plural(documents, 'document')} filed`,
  ]
  const rest = [
    `${taken.filter((it) => it.became === 'changed').length} changed`,
    `${taken.filter((it) => it.became === 'unchanged').length} unchanged`,
    ...(known.length > 0 ? [`${known.length} filed before`] : []),
    plural(problems, 'problem'),
  ]
  const before = dryRun ? 'Nothing was written. It would be: ' : ''
  return `${before}${plural(files, 'file')}: ${counts.join(', ')}; ${rest.join(', ')}.`
}

function takenText(taken: readonly TakenInvoice[]): string {
  const body = taken.slice(0, linesShown).map((it) => {
    const { claim } = it
    const due = claim.dues.map((one) => dueText(one.dueOn) ?? 'no day')
    return [
      it.file.split('/').at(-1)!,
      it.became,
      claim.kind === 'credit_note' ? 'credit note' : claim.kind,
      claim.number,
      it.customer.slice(0, 40),
      claim.issuedOn === undefined ? '' : dayText(claim.issuedOn),
      due.length > 1 ? `${due[0]} and ${due.length - 1} more` : (due[0] ?? ''),
      moneyText(claim.amountMinor, claim.currency),
    ]
  })
  return `${columns(['file', '', 'kind', 'number', 'customer', 'issued', 'due', 'amount'], body)}${more(taken.length)}`
}

function some(lines: readonly string[]): string {
  return `${lines.slice(0, linesShown).join('\n')}${more(lines.length)}`
}

function more(count: number): string {
  return count > linesShown ? `\n… and ${count - linesShown} more; all of them with --json.` : ''
}

function said(file: string, facts: ProblemFacts): string {
  return `  ${file}: ${facts.says}\n    ${facts.fix}`
}
