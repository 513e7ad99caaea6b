// Two texts line by line: what stands in both, what only one has, in the order of reading.

export interface DifferentLine {
  readonly kind: 'both' | 'gone' | 'fresh'
  readonly text: string
}

/** The longest lines in common stay; templates are short, so the plain table of lengths will do. */
export function lineDifferences(before: string, after: string): DifferentLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  const found: DifferentLine[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      found.push({ kind: 'both', text: a[i]! })
      i++
      j++
    } else if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      found.push({ kind: 'gone', text: a[i++]! })
    } else found.push({ kind: 'fresh', text: b[j++]! })
  }
  return found
}
