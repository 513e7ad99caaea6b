// Text folded so that every database answers alike: no marks, lower case, single spaces. SQL compares; only this folds.

/** The key under which a name or number is found. */
export function folded(text: string): string {
  // Most numbers and many names are plain letters, of which a large import folds millions.
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase().replace(/ {2,}/g, ' ').trim()
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase().replace(/\s+/g, ' ').trim()
}

/** The words of a text, folded, for search; at most 20, of two letters or more. */
export function words(text: string): string[] {
  const found = folded(text).match(/[\p{L}\p{N}]{2,}/gu) ?? []
  return [...new Set(found)].slice(0, 20).map((word) => word.slice(0, 60))
}
