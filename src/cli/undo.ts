// `dunwell import list` and `dunwell import undo`: what was taken in when, and the way back.

import type { Command } from 'commander'
import { dayAt, dayText, type Moment } from '../core/day.ts'
import { readImports, undoImport } from '../engine/undo.ts'
import type { ImportRow } from '../store/undo.ts'
import { atDesk, type CommonOptions, columns, command, type Wiring } from './desk.ts'

export function undoing(parent: Command, wiring: Wiring): void {
  const json = { json: true }
  command(parent, 'list', 'what was imported, the newest first', './dunwell import list', json).action(
    atDesk(wiring, async (desk) => {
      const all = await readImports(desk)
      const on = (moment: Moment) => dayText(dayAt(moment, desk.workspace.zone))
      return {
        json: all.map((it) => ({
          ...it,
          startedAt: new Date(it.startedAt).toISOString(),
          endedAt: it.endedAt === null ? null : new Date(it.endedAt).toISOString(),
          undoneAt: it.undoneAt === null ? null : new Date(it.undoneAt).toISOString(),
          fullListOn: it.fullListOn === null ? null : dayText(it.fullListOn),
        })),
        text:
          all.length === 0
            ? 'Nothing was imported yet:  ./dunwell import claims FILE'
            : columns(
                ['id', 'day', 'file', 'brought', ''],
                all.map((it) => [it.id, on(it.startedAt), it.fileName, brought(it), state(it, on)]),
              ),
      }
    }),
  )
  const undo = command(
    parent,
    'undo',
    'take a whole import back, while nothing was built on it',
    './dunwell import undo last\n./dunwell import undo 019ccc2e-3a00-7a53-8f0d-6f1d4b6a2c11',
    json,
  ).argument('<id>', 'from "import list", or: last')
  undo.action((id: string, options: CommonOptions) =>
    atDesk(wiring, async (desk) => {
      const { it, debtors, claims, lines } = await undoImport(desk, id)
      if (lines !== undefined) {
        const text = `${it.fileName} is taken back: ${lines} bank ${lines === 1 ? 'line' : 'lines'}. The same file can be imported again.`
        return { json: { id: it.id, fileName: it.fileName, linesWithdrawn: lines }, text }
      }
      const text = `${it.fileName} is taken back: ${claims} ${claims === 1 ? 'claim' : 'claims'} withdrawn, ${debtors} ${debtors === 1 ? 'customer' : 'customers'} as before. Nothing was deleted; customers it made stay, empty.\n\nNext:  correct the file and import it again`
      return { json: { id: it.id, fileName: it.fileName, claimsWithdrawn: claims, debtors }, text }
    })(options),
  )
}

function brought({ counts }: ImportRow): string {
  const { created, lines } = counts
  if (lines !== undefined) return `${lines} bank ${lines === 1 ? 'line' : 'lines'}`
  if (created === undefined) return ''
  const some: [number, string][] = [
    [created.claims, 'claims'],
    [created.debtors, 'customers'],
    [created.credits, 'credit notes'],
    [counts.payments ?? 0, 'payments'],
    [counts.changed ?? 0, 'changed'],
  ]
  const said = some.filter(([count]) => count > 0).map(([count, noun]) => `${count} ${noun}`)
  return said.length === 0 ? 'nothing new' : said.join(', ')
}

function state(it: ImportRow, on: (moment: Moment) => string): string {
  if (it.undoneAt !== null) return `taken back ${on(it.undoneAt)}`
  if (it.endedAt === null) return 'cut short: import the file again'
  if (it.fullListOn === null) return ''
  return `full list of ${dayText(it.fullListOn)}${it.partial ? ', partial' : ''}`
}
