// What kind of debtor a name points to: proposals with their reason, for a person to overrule. Consumers are protected more
// than businesses, so nothing here makes a business of a name without a sign of one.

export type DebtorKind = 'business' | 'sole_trader' | 'consumer' | 'public_body'

export interface KindProposal {
  readonly kind: DebtorKind
  readonly because: string
}

// Whole words, dots and spaces taken out: "S.p.A." is "SPA".
const anywhere = new Set(
  (
    'GMBH MBH GGMBH KGAA UG PLC LLP LLC LIMITED LTD INCORPORATED SARL SASU EURL SPA SRL SRLS APS OYJ PTY PVT SPZOO SPOLSRO SRO DOO KFT ZRT BVBA SPRL ' +
    'LTDA CORPORATION GESMBH EWIV EEIG VOF OHG'
  ).split(' '),
)
// Short ones are also words and initials; they count at the end of the name, in capitals.
const atEnd = new Set(
  'AG KG SE SA SL SLU SLL BV NV OY AB AS ASA INC CORP CO CV GBR EG EV ENK HF SNC SAS SCA SCI GIE KS IS EOOD OOD AD LP'.split(
    ' ',
  ),
)
const mixedCase = new Set(['Inc', 'Corp', 'Co', 'Lp', 'eG', 'eV', 'GbR'])
const atStart = new Set(['SARL', 'SAS', 'SASU', 'EURL', 'SCI', 'SNC', 'SA', 'GIE', 'UAB', 'PT'])
const soleEnd =
  /(?:^|\s)(?:e\.?\s?k\.?|e\.?\s?kfm\.?|e\.?\s?kfr\.?|e\.?\s?u\.?|eenmanszaak|einzelunternehmen|einzelunternehmer(?:in)?|sole trader|ditta individuale|aut[oó]nom[oa]|auto-?entrepreneur|micro-?entrepreneur)$/iu
const soleInside = /(?:\s(?:t\/a|trading as|inh\.|inhaber(?:in)?)\s)|(?:,\s*(?:inh\.|inhaber(?:in)?)\s)/iu
const publicStart =
  /^(?:the\s+)?(?:city of|town of|county of|borough of|state of|commonwealth of|department of|ministry of|university hospital|stadt|landeshauptstadt|hansestadt|gemeinde|marktgemeinde|samtgemeinde|verbandsgemeinde|landkreis|kreis|landratsamt|finanzamt|bezirksamt|bundesamt|landesamt|bundesministerium|ministerium|ministère|ministerio|ministero|ministerie|mairie|commune|ville|préfecture|conseil (?:départemental|régional)|ayuntamiento|ajuntament|diputación|junta de|gobierno de|gemeente|provincie|provincia di|comune|regione|agenzia delle entrate|universitätsklinikum|universität|université|universidad|università|universiteit|rijkswaterstaat)(?:\s|$)/iu
const publicEnd =
  /(?:\s(?:city|county|borough|district|town|parish) council|\scouncil|\snhs (?:foundation )?trust|\suniversity hospital|landratsamt|ministerium|\sministry|rathaus|\sstadtverwaltung|\sgemeindeverwaltung)$/iu

/** By legal form, then as a public body; undefined where the name says neither. */
export function kindByName(name: string): KindProposal | undefined {
  const trimmed = name.trim().replace(/\s+/g, ' ')
  const sole = soleEnd.exec(trimmed)
  if (sole) return { kind: 'sole_trader', because: `the name ends in "${sole[0].trim()}"` }
  const form = legalForm(trimmed)
  if (form !== undefined) return { kind: 'business', because: `the name holds the legal form "${form}"` }
  const inside = soleInside.exec(` ${trimmed} `)
  if (inside) return { kind: 'sole_trader', because: `the name holds "${inside[0].replace(',', '').trim()}"` }
  const body = publicStart.exec(trimmed) ?? publicEnd.exec(trimmed)
  if (body) return { kind: 'public_body', because: `the name holds "${body[0].trim()}"` }
  return undefined
}

function legalForm(name: string): string | undefined {
  // Brackets and what follows a dash at the end are branches and remarks: "Muster GmbH (in Liquidation)".
  const words = joinInitials(name.replace(/\([^)]*\)/g, ' '))
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
  for (const [index, word] of words.entries()) {
    const bare = word.replace(/[.&]/g, '')
    const form = bare.replaceAll('/', '').toUpperCase()
    // One word alone is a name: "Limited", "Co".
    if (words.length > 1 && anywhere.has(form)) return word
    const last = index === words.length - 1 && index > 0
    const written = bare === bare.toUpperCase() || mixedCase.has(bare)
    if (last && atEnd.has(form) && written && !(form === 'EV' && bare !== 'eV' && bare !== 'EV')) return word
    if (index === 0 && words.length > 1 && atStart.has(form) && bare === form) return word
  }
  return undefined
}

/** "S. p. A." and "A / S" as one word; "Sp. z o.o." too. */
function joinInitials(name: string): string {
  return name
    .replace(/\bSp\.?\s*z\s*\.?\s*o\.?\s*o\.?/giu, ' SPZOO ')
    .replace(/\bspol\.?\s*s\s*r\.?\s*o\.?/giu, ' SPOLSRO ')
    .replace(/(?<=^|[\s.])(\p{L})\.\s(?=\p{L}\.)/gu, '$1.')
    .replace(/(?<=\s)([AKI])\s?\/\s?(S)(?=\s|$)/gu, '$1$2')
}

// By form only, from the members' own formats (VIES), the United Kingdom, Switzerland and Norway.
const vat: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]?\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  GB: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(?:\d{7}[A-Z]{1,2}|\d[A-Z+*]\d{5}[A-Z])$/,
  IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  CHE: /^\d{9}(?:MWST|TVA|IVA)?$/,
  NO: /^\d{9}(?:MVA)?$/,
}

/** `'DE123456789'` without spaces and dots, or undefined where the form is no country's VAT number. */
export function vatNumber(text: string): string | undefined {
  const bare = text.toUpperCase().replace(/[\s.\-/]/g, '')
  const prefix = bare.startsWith('CHE') ? 'CHE' : bare.slice(0, 2)
  const rest = bare.slice(prefix.length)
  return Object.hasOwn(vat, prefix) && vat[prefix]!.test(rest) ? bare : undefined
}

const kindWords: Readonly<Record<DebtorKind, readonly string[]>> = {
  business: [
    'business',
    'company',
    'b2b',
    'corporate',
    'firma',
    'unternehmen',
    'geschäftskunde',
    'gewerblich',
    'gewerbe',
    'entreprise',
    'société',
    'professionnel',
    'empresa',
    'zakelijk',
    'bedrijf',
    'azienda',
    'commercial',
  ],
  sole_trader: [
    'sole trader',
    'sole_trader',
    'sole proprietor',
    'freelancer',
    'einzelunternehmer',
    'freiberufler',
    'autónomo',
    'indépendant',
    'zzp',
    'eenmanszaak',
    'ditta individuale',
    'self-employed',
  ],
  consumer: [
    'consumer',
    'private',
    'person',
    'individual',
    'b2c',
    'privat',
    'privatkunde',
    'privatperson',
    'verbraucher',
    'particulier',
    'particular',
    'consumidor',
    'privé',
    'consumatore',
    'privato',
    'personal',
    'residential',
  ],
  public_body: [
    'public body',
    'public_body',
    'public',
    'government',
    'b2g',
    'öffentlich',
    'behörde',
    'öffentliche hand',
    'public sector',
    'organisme public',
    'administración',
    'overheid',
    'ente pubblico',
    'pa',
  ],
}
const kinds = new Map<string, DebtorKind>()
for (const [kind, words] of Object.entries(kindWords)) for (const word of words) kinds.set(word, kind as DebtorKind)

/** For a column that says it in words. */
export function kindOf(text: string): DebtorKind | undefined {
  return kinds.get(text.trim().toLowerCase())
}
