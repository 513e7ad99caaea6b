// How names are brought to one form and compared: without legal forms, signs, marks and the order of words, so that equal keys and small
// differences mean the same customer. Imports, merging and the matching of bank lines all ask here.

import { ratio, token_sort_ratio } from 'fuzzball'
import { folded } from './text.ts'

// Legal forms as folded words, dots taken out; what stands between them ("&", "co", "and") goes with them.
const forms = new Set(
  (
    'gmbh mbh ggmbh gesmbh kgaa ug ag kg ohg gbr ek ekfm ekfr eu eg ev se plc llp llc ltd limited inc incorporated corp corporation co company ' +
    'cie sarl sas sasu eurl sa snc sci spa srl srls sl slu sll slp bv nv vof oy oyj ab as asa aps enk hf pty pvt kft zrt bvba sprl sprlu ltda ' +
    'spzoo sro doo ood eood lda gie the haftungsbeschrankt and und et y e cia'
  ).split(' '),
)

/** A name's own words: folded, without legal form and signs, in order. Where nothing would be left, all words are its own. */
export function ownWords(name: string): string[] {
  const plain = folded(name)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/sp\.?\s*z\s*o\.?\s*o\.?/g, ' ')
    // "S.p.A." and "G.m.b.H." as one word.
    .replace(/(?<=\b\p{L})\.\s?(?=\p{L}\b)/gu, '')
    .replace(/\b([aki])\s?\/\s?s\b/g, ' ')
  const all = plain.match(/[\p{L}\p{N}]+/gu) ?? []
  const own = all.filter((word) => !forms.has(word))
  return own.length > 0 ? own : all
}

/** One key for a name whatever its legal form and the order of its words; too short a name is none. */
export function nameForm(name: string): string | undefined {
  const own = ownWords(name)
  const key = [...own].sort().join(' ')
  return key.replace(/ /g, '').length < 3 ? undefined : key
}

/** How alike two names are without their legal forms, 0 to 100: typing errors and the order of words cost little. */
export function likeness(a: string, b: string): number {
  const [one, other] = [ownWords(a).join(' '), ownWords(b).join(' ')]
  const plain = { full_process: false } as const
  return Math.max(ratio(one, other, plain), token_sort_ratio(one, other, plain))
}
