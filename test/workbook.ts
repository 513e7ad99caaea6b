// Writes minimal workbooks for tests: the bytes of an XLSX with the cells given, as a spreadsheet program would hold them.

import { strToU8, zipSync } from 'fflate'

/** A text, a number, or a cell as XML knows it: `{ xml: '<c t="e"><v>#REF!</v></c>' }`, `{ day: 46112 }`. */
export type Cell =
  | string
  | number
  | null
  | { readonly day: number }
  | { readonly xml: string }
  | { readonly cents: number }

export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
  readonly state?: 'hidden'
  /** Lines that are hidden. */
  readonly hidden?: readonly number[]
}

/** @param options.parts takes the place of, or adds to, the parts of the file. */
export function workbook(
  sheets: readonly Sheet[],
  options: { readonly from1904?: boolean; readonly parts?: Readonly<Record<string, string>> } = {},
): Uint8Array {
  const strings: string[] = []
  const places = new Map<string, number>()
  const shared = (text: string) => {
    const at = places.get(text) ?? strings.push(text) - 1
    places.set(text, at)
    return at
  }
  const sheetsXml = sheets.map((sheet) => sheetXml(sheet, shared))
  const names = sheets.map(
    (it, i) =>
      `<sheet name="${escaped(it.name)}" sheetId="${i + 1}"${it.state ? ` state="${it.state}"` : ''} r:id="rId${i + 1}"/>`,
  )
  const links = sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="t" Target="worksheets/sheet${i + 1}.xml"/>`)
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns:r="r"><workbookPr${options.from1904 ? ' date1904="1"' : ''}/><sheets>${names.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${links.join('')}</Relationships>`,
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="165" formatCode="00000"/></numFmts>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="4"/><xf numFmtId="165"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    ...Object.fromEntries(sheetsXml.map((xml, i) => [`xl/worksheets/sheet${i + 1}.xml`, xml])),
    'xl/sharedStrings.xml': `<sst>${strings.map((it) => `<si><t xml:space="preserve">${escaped(it)}</t></si>`).join('')}</sst>`,
    ...options.parts,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

function sheetXml(sheet: Sheet, shared: (text: string) => number): string {
  const rows = sheet.rows.map((cells, y) => {
    const xml = cells.map((cell, x) => {
      const at = `r="${letters(x)}${y + 1}"`
      if (cell === null || cell === '') return ''
      if (typeof cell === 'number') return `<c ${at}><v>${cell}</v></c>`
      if (typeof cell === 'string') return `<c ${at} t="s"><v>${shared(cell)}</v></c>`
      if ('day' in cell) return `<c ${at} s="1"><v>${cell.day}</v></c>`
      if ('cents' in cell) return `<c ${at} s="2"><v>${cell.cents}</v></c>`
      return cell.xml.replace('<c', `<c ${at}`)
    })
    const hidden = sheet.hidden?.includes(y + 1) ? ' hidden="1"' : ''
    return xml.join('') === '' ? '' : `<row r="${y + 1}"${hidden}>${xml.join('')}</row>`
  })
  return `<?xml version="1.0"?><worksheet><sheetData>${rows.join('\n')}</sheetData></worksheet>`
}

function letters(x: number): string {
  return (x >= 26 ? letters(Math.floor(x / 26) - 1) : '') + String.fromCharCode(65 + (x % 26))
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

/** Cells as a spreadsheet takes them when the same list is typed in: digits become numbers, days become dates. */
export function typed(text: string): Cell {
  const iso = /^\d{4}-\d\d-\d\d$/.exec(text)
  if (iso) return { day: Date.parse(text) / 86_400_000 + 25_569 }
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text) ? Number(text) : text
}
