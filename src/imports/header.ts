// What the header of a column says: the field it may mean, which instalment or contact, and its currency. Names only; whether
// the content fits is judged elsewhere.

import { isCurrency } from '../core/money.ts'
import { type Field, fieldNames, fields, type Role } from './field.ts'

/** What a header's name says; `parts` are the instalments and further contacts that some exports keep side by side. */
export interface NameMatch {
  readonly field: Field
  /** The whole name was known, not only words of it. */
  readonly exact: boolean
  /** The known name, as a person writes it. */
  readonly known: string
  /** False for a name that means another field just as well. */
  readonly sure: boolean
  readonly part?: number
  readonly role?: Role
}

/** Lower case words without marks: `'customerID'` and `'Customer-ID'` are both `'customer id'`. */
function folded(text: string): string {
  return text
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim()
}

const germanVowels: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' }
const exactNames = new Map<string, { field: Field; known: string; sure: boolean }[]>()
// Longest first, so that the most telling words win.
const wordNames: { words: string; field: Field; known: string; sure: boolean }[] = []
for (const field of fields) {
  for (const listed of fieldNames(field)) {
    const sure = !listed.endsWith('?')
    const known = listed.replace(/\?$/, '')
    const spelled = [known, known.replace(/[äöüÄÖÜ]/g, (vowel) => germanVowels[vowel]!)]
    for (const words of new Set(spelled.map(folded))) {
      const compact = words.replaceAll(' ', '')
      const list = exactNames.get(compact) ?? []
      if (!list.some((entry) => entry.field === field)) exactNames.set(compact, [...list, { field, known, sure }])
      // One short or general word inside a longer name says too little: "PaperlessDate" is not the date.
      if (words.includes(' ') ? compact.length >= 6 : compact.length >= 10)
        wordNames.push({ words, field, known, sure })
    }
  }
}
wordNames.sort((a, b) => b.words.length - a.words.length)

const roleNames: Readonly<Record<Role, string>> = {
  accounts_payable:
    'accounts payable, ap, kreditorenbuchhaltung, buchhaltung, comptabilite, cuentas a pagar, contabilidad, crediteurenadministratie, boekhouding, contabilita, accounting',
  buyer: 'buyer, purchasing, einkauf, einkaufer, einkaeufer, acheteur, comprador, inkoper, inkoop, acquisti',
  decision_maker:
    'decision maker, managing director, director, ceo, cfo, geschaftsfuhrer, geschaeftsfuehrer, inhaber, gerant, gerente, directeur, titolare',
  accountant:
    'accountant, tax adviser, tax advisor, steuerberater, expert comptable, asesor fiscal, boekhouder, commercialista',
  attorney: 'attorney, lawyer, solicitor, rechtsanwalt, anwalt, avocat, abogado, advocaat, avvocato',
}
const roleWords = Object.entries(roleNames).map(([role, names]) => [role as Role, names.split(', ')] as const)

/** What the name of a column may mean, the likeliest first; empty when it says nothing. */
export function fieldsNamed(header: string): NameMatch[] {
  const words = folded(withoutHints(header))
  if (words === '') return []
  const exact =
    exactNames.get(words.replaceAll(' ', '').replaceAll('#', '')) ?? exactNames.get(words.replaceAll(' ', ''))
  if (exact) return exact.map(({ field, known, sure }) => ({ field, known, sure, exact: true }))
  return numbered(words) ?? roled(words) ?? inside(words)
}

/** The role a word such as "Buchhaltung" names. */
export function roleNamed(text: string): Role | undefined {
  const words = folded(text)
  return roleWords.find(
    ([role, names]) => role === words.replaceAll(' ', '_') || names.some((name) => hasWords(words, name)),
  )?.[0]
}

/** The currency that a header such as "Amount (EUR)" or "Betrag in €" names. */
export function currencyHint(header: string): string | undefined {
  const match = /(?:^|[^\p{L}])([A-Z]{3}|[€£₹])\s*[)\]]?\s*$/u.exec(header.trim())
  return match && match[1] !== header.trim() ? match[1] : undefined
}

/** "due 2", "Amount 1", "contact 2 email", "Rate 1". */
function numbered(words: string): NameMatch[] | undefined {
  const match = /(?:^|\s)([1-9]|1\d|20)(?=\s|$)/.exec(words) ?? /(?<=\p{L})([1-9]|1\d|20)$/u.exec(words)
  if (!match) return undefined
  const rest = `${words.slice(0, match.index)} ${words.slice(match.index + match[0].length)}`
    .trim()
    .replaceAll(/\s+/g, '')
  const part = Number(match[1])
  const found = exactNames.get(rest)
  if (!found) return undefined
  const matches = found.flatMap(({ field, known, sure }): NameMatch[] => {
    const moved = partFields[field]
    return moved === undefined ? [] : [{ field: moved, known, sure, exact: true, part }]
  })
  return matches.length > 0 ? matches : undefined
}

const partFields: Partial<Record<Field, Field>> = {
  dueOn: 'dueOn',
  dueAmount: 'dueAmount',
  amount: 'dueAmount',
  open: 'dueAmount',
  contactName: 'contactName',
  contactRole: 'contactRole',
  contactEmail: 'contactEmail',
  contactPhone: 'contactPhone',
  email: 'contactEmail',
  phone: 'contactPhone',
}

/** "Accounts payable email", "Steuerberater". */
function roled(words: string): NameMatch[] | undefined {
  for (const [role, names] of roleWords) {
    const name = names.find((known) => hasWords(words, known))
    if (name === undefined) continue
    const rest = ` ${words} `.replace(` ${name} `, ' ').trim()
    const field =
      rest === '' || rest === 'name' || rest === 'contact' || rest === 'contact name'
        ? 'contactName'
        : exactNames.get(rest.replaceAll(' ', ''))?.map((entry) => partFields[entry.field])[0]
    if (field === 'contactName' || field === 'contactEmail' || field === 'contactPhone') {
      return [{ field, known: `${name} ${rest}`.trim(), sure: true, exact: true, role }]
    }
  }
  return undefined
}

/** The end of a name tells more than its start: "invoice amount paid" is what was paid. */
function inside(words: string): NameMatch[] {
  const found =
    wordNames.find((entry) => words.endsWith(` ${entry.words}`)) ??
    wordNames.find((entry) => words.startsWith(`${entry.words} `))
  return found ? [{ field: found.field, known: found.known, sure: found.sure, exact: false }] : []
}

function hasWords(words: string, name: string): boolean {
  return ` ${words} `.includes(` ${name} `)
}

/** Without "(EUR)", "[dd.mm.yyyy]", "in €". */
function withoutHints(header: string): string {
  const bare = header
    .replace(/[([][^)\]]*[)\]]/g, ' ')
    .replace(/(?<=\S)\s+(?:in\s+)?(?:[A-Z]{3}|[€£$₹])\s*$/, (hint) =>
      /[A-Z]{3}/.test(hint) && !isCurrency(hint.trim().slice(-3)) ? hint : '',
    )
  return bare.trim() === '' ? header : bare
}

const workedOut =
  /^(days? (late|overdue|past due|to settle|outstanding|open)|age(ing)?|aging|age days|dso|(tage )?uberfallig( seit| tage)?|tage verzug|verzugstage|jours de retard|dias de retraso|dagen te laat|giorni di ritardo|overdue( days)?|delay( days)?)$/
const bucket =
  /^(current|not due|nicht fallig|over \d+|uber \d+|\d+ (days|tage|jours|dias|dagen|giorni)|\d+ \d+( (days|tage|jours|dias|dagen|giorni))?|\d+ plus)$/

/** Why a column is left out on its name alone, or undefined. */
export function leftOutByName(header: string): string | undefined {
  const words = folded(header)
  if (words === 'problem' || words === 'cure') return 'it is what an earlier import said about the row'
  if (workedOut.test(words)) return 'it is worked out afresh from the days, every day'
  if (bucket.test(words)) return 'it is an aging column, which is worked out afresh from the due days'
  return undefined
}
