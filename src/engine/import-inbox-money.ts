// Files of the inbox that are no list of claims: what a bank or a payment provider made, and e-invoices. Known by their content; a table of a
// bank comes in by itself only where it is a provider's, or where one with its columns was taken in before.

import { readFile, stat } from 'node:fs/promises'
import { Problem } from '../core/problem.ts'
import { fileBytesMax, isBankFormat } from '../imports/bank/read.ts'
import { providerOf } from '../imports/bank/table-provider.ts'
import { isXmlInvoice } from '../imports/einvoice/read.ts'
import { importBank } from './bank.ts'
import { gridAt, wasTaken } from './bank-table.ts'
import { importEInvoices } from './einvoice.ts'
import type { ImportDesk } from './import.ts'

export interface MoneyTaken {
  readonly kind: 'bank' | 'einvoice'
  /** Missing where nothing in it was new. */
  readonly importId?: string
  readonly says: string
}

/** Takes in what only banks and invoicing programs write; undefined for any other file. Throws a Problem for what is wrong with it. */
export async function takeMoney(desk: ImportDesk, path: string): Promise<MoneyTaken | undefined> {
  const bytes = await bytesAt(path)
  if (bytes === undefined) return undefined
  if (isBankFormat(bytes)) return takeBank(desk, path)
  if (isXmlInvoice(bytes)) return takeInvoice(desk, path)
  return undefined
}

/** Takes in a bank's table that needs no answer; undefined for one that does, and for what is none. */
export async function takeTable(desk: ImportDesk, path: string): Promise<MoneyTaken | undefined> {
  const grid = await tableOf(path)
  if (grid === undefined) return undefined
  const known = providerOf(grid.rows[grid.header]!.cells) !== undefined || (await desk.tx((tx) => wasTaken(tx, grid)))
  return known ? takeBank(desk, path) : undefined
}

/** Whether it could be read as a bank's table at all. */
export async function isTable(path: string): Promise<boolean> {
  return (await tableOf(path)) !== undefined
}

async function tableOf(path: string) {
  const bytes = await bytesAt(path)
  if (bytes === undefined) return undefined
  // A workbook without a bank's sheet, or one that is damaged: whoever reads it as a list of claims says so.
  return gridAt(path, bytes, {}).catch((error: unknown) => {
    if (error instanceof Problem) return undefined
    throw error
  })
}

async function bytesAt(path: string): Promise<Buffer | undefined> {
  const { size } = await stat(path)
  return size > fileBytesMax ? undefined : readFile(path)
}

async function takeBank(desk: ImportDesk, path: string): Promise<MoneyTaken> {
  const { importId, fresh, known } = await importBank(desk, path)
  return { kind: 'bank', importId, says: `${fresh} new bank ${fresh === 1 ? 'line' : 'lines'}, ${known} known already` }
}

async function takeInvoice(desk: ImportDesk, path: string): Promise<MoneyTaken> {
  const { importId, invoices, refused } = await importEInvoices(desk, path)
  const wrong = refused[0]?.problem ?? invoices.find((it) => it.problem !== undefined)?.problem
  if (wrong !== undefined) throw new Problem(wrong)
  const fresh = invoices.filter((it) => it.became === 'new').length
  return { kind: 'einvoice', importId, says: `e-invoice, ${fresh} new ${fresh === 1 ? 'claim' : 'claims'}` }
}
