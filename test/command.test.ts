// Whoever sits at the desk is never sent to the terminal for what the desk does: every command that a sentence names as its cure has its page,
// or stands here with the reason why it has none.

import { expect, test } from 'vitest'
import { germanCatalogue } from '../src/documents/german.ts'
import { piecesOf, placeOf } from '../web/ui/command.ts'

// How many requests a program may make, files of mail for those who try things out, and how a command of the terminal is looked up.
const terminal: readonly RegExp[] = [/^settings set (requestsPerMinute|--help)/, /^settings show/, /^inbox add/]

test('every cure that names a command has a page of the desk', () => {
  const named = Object.entries(germanCatalogue)
    .flat()
    .flatMap((it) => piecesOf(it).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.command])))
  expect(named.length).toBeGreaterThan(100)
  expect([...new Set(named)].filter((it) => !placeOf(it) && !terminal.some((which) => which.test(it)))).toEqual([])
})

test.each([
  [
    'Name one: ./dunwell settings set bank.iban=GB33BUKB20201555555555',
    ['Name one: ', 'settings set bank.iban=GB33BUKB20201555555555'],
  ],
  [
    'Undo that first (./dunwell payments CUSTOMER, ./dunwell reverse ID), or correct single claims instead.',
    ['Undo that first (', 'payments CUSTOMER', ', ', 'reverse ID', '), or correct single claims instead.'],
  ],
  [
    'Enter it again: ./dunwell pay setup stripe. A restricted key needs more.',
    ['Enter it again: ', 'pay setup stripe', '. A restricted key needs more.'],
  ],
  [
    'Give it: ./dunwell settings set addressLines=\'["4 Quay Street","Bristol BS1 4AA"]\'',
    ['Give it: ', 'settings set addressLines=\'["4 Quay Street","Bristol BS1 4AA"]\''],
  ],
  ['Enter what came with ./dunwell pay.', ['Enter what came with ', 'pay', '.']],
  ['"dunwell autopilot list" shows them.', ['autopilot list', ' shows them.']],
  ['Nothing to do.', ['Nothing to do.']],
])('%s', (text, pieces) => {
  expect(piecesOf(text).map((it) => (typeof it === 'string' ? it : it.command))).toEqual(pieces)
})
