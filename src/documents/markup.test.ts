import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guarded, type Inline, parseMarkup, plainText, plainValue } from './markup.ts'

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '*',
        '_',
        '[x](https://e.example)',
        '![i](x)',
        '|',
        '`',
        '#',
        '- ',
        '1. ',
        '\n',
        '\n\n',
        '    ',
        '>',
        '<b>',
        '&amp;',
        '\\',
        '---',
        '===',
        'www.e.example',
        '\u202e',
        '\ue02a',
        '\u05d0',
        '😀',
        'a',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
)

describe('a value is shown and never read as Markdown', () => {
  test('alone on a line', () => {
    fc.assert(
      fc.property(nasty, (value) => {
        const { blocks, footer } = parseMarkup(guarded(value))
        expect(footer).toEqual([])
        const wanted = plainValue(value)
        if (wanted === '') expect(blocks).toEqual([])
        else expect(blocks).toEqual([{ type: 'paragraph', children: [{ type: 'text', text: wanted }] }])
      }),
    )
  })

  test('in a cell, in strong, and in a link', () => {
    fc.assert(
      fc.property(nasty, (value) => {
        const wanted = plainValue(value)
        fc.pre(wanted !== '')
        const safe = guarded(value)
        const { blocks } = parseMarkup(
          `| A | B | C |\n|:--|:--|--:|\n| ${safe} | **${safe}** | [${safe}](<https://e.example/${safe}>) |\n`,
        )
        expect(blocks).toHaveLength(1)
        const [table] = blocks
        const cells = table?.type === 'table' ? table.rows.map((row) => row.cells) : []
        expect(cells).toHaveLength(1)
        expect(cells[0]!.map((cell) => plainText(cell))).toEqual([wanted, wanted, wanted])
        expect(cells[0]![1]).toEqual([{ type: 'strong', children: [{ type: 'text', text: wanted }] }])
      }),
    )
  })
})

test('controls and direction overrides are dropped; a right-to-left name is isolated', () => {
  expect(plainValue('a\u0000\u202eb\u2066\r\nc\ud800')).toBe('ab c')
  expect(plainValue('בן & Co')).toBe('\u2068בן & Co\u2069')
})

test('links lead to https, mailto and tel; any other is shown as its words', () => {
  const first = (source: string): Inline | undefined => {
    const [block] = parseMarkup(source).blocks
    return block?.type === 'paragraph' ? block.children[0] : undefined
  }
  const href = guarded('https://pay.example/i?a=1&b=(2)_*')
  expect(first(`[Pay](<${href}>)`)).toMatchObject({ type: 'link', href: 'https://pay.example/i?a=1&b=(2)_*' })
  for (const bad of ['javascript:alert(1)', 'http://pay.example', 'data:text/html,x', 'https://a.example/"onclick=']) {
    expect(first(`[Pay](<${guarded(bad)}>)`)).toEqual({ type: 'text', text: 'Pay' })
  }
})

test('a column without content is dropped, a table without rows too; totals and spans are seen', () => {
  const source =
    '| N | *D* | E | Sum |\n|:--|:--|:--|--:|\n| 1 | x | | 2.00 |\n| credit | | | −1.00 |\n| **To pay** | | | **1.00** |\n'
  const [table, ...rest] = parseMarkup(`${source}\n| A | B |\n|:--|:--|\n`).blocks
  expect(rest).toEqual([])
  if (table?.type !== 'table') throw new Error('no table')
  expect(table.columns.map(({ head, align, detail }) => [plainText(head), align, detail])).toEqual([
    ['N', 'left', false],
    ['D', 'left', true],
    ['Sum', 'right', false],
  ])
  expect(table.rows.map(({ total, spans }) => [total, spans])).toEqual([
    [false, false],
    [false, true],
    [true, true],
  ])
})
