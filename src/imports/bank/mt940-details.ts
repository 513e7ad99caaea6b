// The free field :86: of MT940 in the banks' dialects: German subfields (?20, >20), codes between slashes (/NAME/, /REMI/), Polish
// and Dutch words, and plain text. What no dialect names stays text, whole.

import { structuredIn } from './reference.ts'
import { plain, type References, said } from './statement.ts'

export interface Details {
  readonly text: string
  /** The bank's word for the business: SEPA-LASTSCHR. RETOURE. */
  readonly business?: string
  /** German business code (GVC), 3 digits. */
  readonly code?: string
  readonly name?: string
  readonly account?: string
  readonly bic?: string
  readonly references: References
  readonly reason?: string
}

/** `lines` as they stand behind :86:, without line ends. */
export function detailsOf(lines: readonly string[]): Details {
  const joined = lines.join('')
  const german = /^\s*(\d{3})([^\dA-Za-z\s])(?=\d{2})/.exec(joined)
  if (german) return subfields(joined.trimStart().slice(3), german[1]!, german[2]!)
  if (/^\d{3}$/.test(joined.trim())) return { text: '', code: joined.trim(), references: {} }
  if (slashCodes.test(joined)) return slashed(joined)
  return freeText(lines)
}

const sepaWords = /(?:(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|COAM|OAMT|PURP|RREF|IBAN|BIC|MTLG)(?:\+|(?<=MTLG):))/

function subfields(text: string, code: string, mark: string): Details {
  const fields = new Map<string, string[]>()
  for (const field of text.split(mark)) {
    const no = /^\d{2}/.exec(field)?.[0]
    if (no === undefined) {
      // The mark inside a text is a letter of it.
      const last = [...fields.values()].at(-1)
      if (last && field !== '') last.push(mark + last.pop()! + field)
      continue
    }
    fields.set(no, [...(fields.get(no) ?? []), field.slice(2)])
  }
  const one = (no: string) => plain(fields.get(no)?.join(''))
  const numbers = [...span(20, 29), ...span(60, 63)]
  // A subfield of 27 letters is full and goes on in the next; a shorter one ends with a word.
  const usage = numbers
    .flatMap((no) => fields.get(no) ?? [])
    .map((part) => (part.length >= 27 ? part : `${part} `))
    .join('')
  const tagged = new Map<string, string>()
  const pieces = usage.split(sepaWords)
  for (let i = 1; i < pieces.length; i += 2) {
    const key = pieces[i]!
    tagged.set(key, `${tagged.get(key) ?? ''}${pieces[i + 1]}`)
  }
  const free =
    plain(
      [pieces[0], tagged.get('SVWZ'), tagged.get('MTLG'), tagged.get('ABWA')]
        .filter((it) => it !== undefined)
        .join(' '),
    ) ?? ''
  const name = plain([...(fields.get('32') ?? []), ...(fields.get('33') ?? [])].join(''))
  return {
    text: free,
    business: one('00'),
    code,
    name,
    account: (one('31') ?? plain(tagged.get('IBAN')))?.replace(/\s/g, '').toUpperCase(),
    bic: one('30') ?? plain(tagged.get('BIC')),
    references: {
      endToEnd: said(tagged.get('EREF')),
      customer: said(tagged.get('KREF')),
      mandate: said(tagged.get('MREF')),
      structured: some(structuredIn(free)),
    },
    reason: one('34'),
  }
}

function span(from: number, until: number): string[] {
  return Array.from({ length: until - from + 1 }, (_, i) => String(from + i))
}

const slashCodes =
  /\/(?=(?:TRTP|IBAN|BIC|NAME|REMI|EREF|MARF|CSID|BENM|ORDP|ADDR|ISDT|KREF|RTRN|PREF|PURP|CNTP|OCMT|CHGS|TRCD|UDTR|UCRD|SVCL|ULTD|ULTC|OPRP|ORGTR|PT|PY)\/)/

function slashed(joined: string): Details {
  const values = new Map<string, string>()
  const pieces = joined.split(slashCodes)
  for (const piece of pieces.slice(1)) {
    const slash = piece.indexOf('/')
    const key = piece.slice(0, slash)
    const value = piece.slice(slash + 1).replace(/\/+$/, '')
    if (!values.has(key)) values.set(key, value)
  }
  const [account, bic, name] = (values.get('CNTP') ?? '').split('/')
  const remittance = (values.get('REMI') ?? '').replace(/^USTD\/\//, '')
  const strd = /^STRD\/(?:CUR\/|ISO\/|QRR\/)?([^/]+)/.exec(remittance)?.[1]
  const text =
    plain([pieces[0], remittance, values.get('PY')].filter((it) => it !== undefined && it !== '').join(' ')) ?? ''
  const structured = [...(strd === undefined ? [] : [strd.replace(/\s/g, '')]), ...structuredIn(text)]
  return {
    text,
    business: plain(values.get('TRTP')),
    name: plain(values.get('NAME')) ?? plain(name),
    account: (plain(values.get('IBAN')) ?? plain(account))?.replace(/\s/g, '').toUpperCase(),
    bic: plain(values.get('BIC')) ?? plain(bic),
    references: {
      endToEnd: said(values.get('EREF')),
      mandate: said(values.get('MARF')),
      customer: said(values.get('KREF')) ?? said(values.get('PREF')),
      structured: some([...new Set(structured)]),
    },
    reason: plain(values.get('RTRN')),
  }
}

function freeText(lines: readonly string[]): Details {
  // A line of 65 letters is full and goes on in the next.
  const whole = lines.map((line) => (line.length >= 65 ? line : `${line.trimEnd()} `)).join('')
  const text = plain(whole) ?? ''
  const polish = /Z RACH\.:\s*([\d ]+);\s*OD:\s*([^;]+?)\s*;\s*TYT\.:\s*([^;]*?)\s*(?:;|$)/.exec(text)
  if (polish) {
    const name = plain(polish[2]!.split(/\s(?=(?:UL\.|AL\.|PL\.|OS\.))/)[0])
    return {
      text,
      account: polish[1]!.replace(/ /g, ''),
      name,
      references: { structured: some(structuredIn(polish[3]!)) },
    }
  }
  const dutch = /REK:\s*([A-Z]{2}\d{2}[A-Z0-9]+)\/NAAM:\s*(.+)$/.exec(text)
  const leading = /^([A-Z]{2}\d{2}[A-Z]{4}\d{10})\s+(.*)$/.exec(plain(lines[0]) ?? '')
  return {
    text,
    account: dutch?.[1] ?? leading?.[1],
    name: plain(dutch?.[2] ?? leading?.[2]),
    references: { structured: some(structuredIn(text)) },
  }
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list
}
