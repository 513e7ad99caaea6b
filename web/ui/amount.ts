// An amount as a person types it, in either way of writing: 1,240.50 and 1.240,50 are the same.

/** Whole minor units, or undefined for what is no amount above zero. `digits` are those after the point in that currency. */
export function minorOf(text: string, digits: number): number | undefined {
  const plain = text.replaceAll(/[\s'’]/g, '')
  if (!/^\d[\d.,]*$/.test(plain)) return undefined
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','))
  const rest = last < 0 ? '' : plain.slice(last + 1)
  const marks = plain.replaceAll(/\d/g, '')
  // Three digits after a single mark are thousands, unless the currency has three.
  const cents = last >= 0 && rest.length <= digits && !(marks.length > 1 && new Set(marks).size === 1)
  const whole = (cents ? plain.slice(0, last) : plain).replaceAll(/[.,]/g, '')
  if (!cents && last >= 0 && !/^\d{1,3}([.,]\d{3})+$/.test(plain)) return undefined
  const minor = Number(whole) * 10 ** digits + (cents ? Number(rest.padEnd(digits, '0')) : 0)
  return Number.isSafeInteger(minor) && minor > 0 ? minor : undefined
}
