// Text folded so that every database answers alike: no marks, lower case, single spaces. SQL compares; only this folds.

/** The key under which a name or number is found. */
export function folded(text: string): string {
  // Most numbers and many names are plain letters, of which a large import folds millions.
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase().replace(/ {2,}/g, ' ').trim()
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase().replace(/\s+/g, ' ').trim()
}

/** The words of a text, folded, for search; at most 20 unless said, of two letters or more. */
export function words(text: string, most = 20): string[] {
  const found = folded(text).match(/[\p{L}\p{N}]{2,}/gu) ?? []
  return [...new Set(found)].slice(0, most).map((word) => word.slice(0, 60))
}

// What stands in every message and finds none, and what people call a message by when they look for it.
const fillers = new Set(
  `the an of to in on at by for from with and or is are was be as it this that we us our you your they them their has have had not
  der die das den dem des ein eine einen einem einer eines und oder von vom zu zum zur im in am an auf mit bei aus fur ist sind war wir
  uns unser unsere sie ihr ihre ihnen nicht als dass es
  mail mails email e-mail message messages nachricht nachrichten wrote written schrieb geschrieben about wegen uber`.split(
    /\s+/,
  ),
)

/** Words by which a message is found: as `words`, without what stands in all of them. */
export function tellingWords(text: string, most = 200): string[] {
  return words(text, most * 2)
    .filter((word) => !fillers.has(word))
    .slice(0, most)
}
