// Damage for tests of readers: bytes turned, cut, doubled and moved, and digits, tags and days exchanged, drawn from the dice that are
// handed in, so that a failure can be had again.

const words = [
  '-1',
  '0',
  '1e9',
  '999999999999999999',
  'NaN',
  '',
  '2026-02-30',
  '0001-01-01',
  'EUX',
  '&x;',
  '<a>',
  ']]>',
  '\u0000',
  '1,00',
]

/** One to four changes; `next(n)` draws a whole number below n. */
export function mutated(bytes: Buffer, next: (below: number) => number): Buffer {
  let it = bytes
  for (let left = 1 + next(4); left > 0; left--) it = once(it, next)
  return it
}

function once(bytes: Buffer, next: (below: number) => number): Buffer {
  if (bytes.length === 0) return bytes
  const at = next(bytes.length)
  const to = Math.min(bytes.length, at + 1 + next(60))
  const before = bytes.subarray(0, at)
  // Most changes are to values: broken form is found soon, a broken amount is what matters.
  switch (next(12)) {
    case 0: {
      const turned = Buffer.from(bytes)
      turned[at] = next(256)
      return turned
    }
    case 1:
      return Buffer.concat([before, bytes.subarray(to)])
    case 2:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)])
    case 3:
      return before
    case 4:
      return Buffer.concat([before, Buffer.from(words[next(words.length)]!), bytes.subarray(at)])
    case 5:
    case 6:
    case 7: {
      // Another digit where one stands: what a broken amount or day looks like.
      const turned = Buffer.from(bytes)
      const digit = turned.subarray(at).findIndex((one) => one >= 0x30 && one <= 0x39)
      if (digit >= 0) turned[at + digit] = 0x30 + next(10)
      return turned
    }
    default: {
      const text = bytes.toString('latin1')
      const values = [...text.matchAll(/>([^<>]{1,40})</g)]
      const [a, b] = [values[next(values.length || 1)], values[next(values.length || 1)]]
      if (!a || !b) return bytes
      return Buffer.from(text.slice(0, a.index + 1) + b[1]! + text.slice(a.index + 1 + a[1]!.length), 'latin1')
    }
  }
}
