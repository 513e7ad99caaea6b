// Text as a reader sees it, for the linter: entities decoded, invisible characters, marks and template code gone, look-alike
// letters brought home, and for each character the place in the source it came from. Takes time in proportion to the text,
// whatever the text is; it judges nothing.

export interface Seen {
  /** Folded to lower case; white space is one blank, an empty line is a line break. */
  readonly text: string
  /** The same length, in the case that was written. */
  readonly cased: string
  /** Of each character: its place in the source. */
  readonly at: readonly number[]
}

// Letters of other scripts that are drawn like Latin ones. A text in those scripts itself is not in a language we know words of.
const alike = new Map(
  Object.entries({
    a: 'аɑα',
    A: 'АΑ',
    b: 'ЬƄ',
    B: 'ВΒ',
    c: 'сϲ',
    C: 'СϹ',
    d: 'ԁ',
    e: 'еҽ℮',
    E: 'ЕΕ',
    f: 'ғ',
    g: 'ɡԍ',
    h: 'һ',
    H: 'НΗ',
    i: 'іıɩι',
    I: 'ІΙӀ',
    j: 'ј',
    J: 'Ј',
    k: 'κк',
    K: 'КΚ',
    l: 'ӏłⅼ',
    m: 'м',
    M: 'МΜ',
    n: 'ոп',
    N: 'Ν',
    o: 'оοօøᴏ',
    O: 'ОΟØ',
    p: 'рρ',
    P: 'РΡ',
    q: 'ԛ',
    r: 'г',
    s: 'ѕ',
    S: 'Ѕ',
    t: 'т',
    T: 'ТΤ',
    u: 'υս',
    v: 'ν',
    w: 'ԝ',
    x: 'хχ',
    X: 'ХΧ',
    y: 'уү',
    Y: 'УΥ',
    z: 'ᴢ',
    Z: 'Ζ',
    ss: 'ß',
    oe: 'œ',
    ae: 'æ',
    "'": '‘’ʼ′‛`´',
    '"': '“”„«»‟″',
    '-': '‐‑‒–—−',
    ' ': '⠀|',
  }).flatMap(([to, from]) => [...from].map((letter): [string, string] => [letter, to])),
)

const names: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  shy: '',
  zwj: '',
  zwnj: '',
  euro: '€',
  pound: '£',
  szlig: 'ss',
  oelig: 'oe',
  aelig: 'ae',
  rsquo: "'",
  lsquo: "'",
  ndash: '-',
  mdash: '-',
  excl: '!',
  newline: '\n',
}

const entity = /^&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,10}));/i
const marked = /^([a-z])(?:acute|grave|circ|uml|tilde|cedil|ring|slash)$/i
const markup = /^<(\/?)([a-z][a-z0-9]{0,10})(?:\s[^<>]{0,500})?\/?>/i
const inline = new Set(['a', 'b', 'i', 'u', 's', 'em', 'strong', 'span', 'font', 'small', 'big', 'wbr', 'sub', 'sup'])
// What fills no room on a screen though Unicode calls it a letter.
const fillers = new Set(['\u115f', '\u1160', '\u3164', '\uffa0'])
const leet: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' }

/** What a reader sees of the source. */
export function seen(source: string): Seen {
  const letters: string[] = []
  const at: number[] = []
  const end = { tag: true, value: true, comment: true }
  const put = (written: string, from: number) => {
    for (const letter of written) {
      for (const plain of letter.normalize('NFKD')) {
        if (hidden(plain)) continue
        for (const one of alike.get(plain) ?? plain) {
          letters.push(one)
          at.push(from)
        }
      }
    }
  }
  for (let place = 0; place < source.length; ) {
    const letter = source[place]!
    if (letter === '{' && (source[place + 1] === '%' || source[place + 1] === '{')) {
      const past = liquid(source, place, end, put)
      if (past > place) {
        place = past
        continue
      }
    }
    if (letter === '&') {
      const found = entity.exec(source.slice(place, place + 14))
      const written = found ? decoded(found) : undefined
      if (found && written !== undefined) {
        put(written, place)
        place += found[0].length
        continue
      }
    }
    if (letter === '<') {
      const past = tag(source, place, end, put)
      if (past > place) {
        place = past
        continue
      }
    }
    // A row of a table is a sentence of its own.
    if (letter === '\n' && source[place + 1] === '|') put('\n', place)
    const whole = String.fromCodePoint(source.codePointAt(place)!)
    // Marks of Markdown are not read; a line break in front of them still is.
    if (whole !== '*' && whole !== '_' && whole !== '\\' && whole !== '#') {
      if (whole >= ' ' && whole <= '~') {
        letters.push(whole === '|' ? ' ' : whole === '`' ? "'" : whole)
        at.push(place)
      } else put(whole, place)
    }
    place += whole.length
  }
  return folded(letters, at)
}

function hidden(letter: string): boolean {
  return fillers.has(letter) || (/[\p{M}\p{Cf}\p{Cc}\p{Co}]/u.test(letter) && !/\s/.test(letter))
}

function decoded(found: RegExpExecArray): string | undefined {
  const [, decimal, hex, name] = found
  if (name !== undefined) return names[name.toLowerCase()] ?? marked.exec(name)?.[1]
  const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

type Ends = { tag: boolean; value: boolean; comment: boolean }
type Put = (written: string, from: number) => void

// A value becomes a word that stands for it; a tag nothing, so that it cannot part a word; between two branches is a blank.
function liquid(source: string, place: number, end: Ends, put: Put): number {
  const isTag = source[place + 1] === '%'
  // Once no end is left, none is looked for again: looking to the end of a long text each time would be slow.
  if (!end[isTag ? 'tag' : 'value']) return place
  const close = source.indexOf(isTag ? '%}' : '}}', place + 2)
  if (close < 0) {
    end[isTag ? 'tag' : 'value'] = false
    return place
  }
  const code = source.slice(place + 2, close)
  if (!isTag)
    put(/\|\s*(money|sums|amount)\b/.test(code) ? '€310.00' : /\|\s*(short_)?day/.test(code) ? 'x' : 'X', place)
  else if (/^-?\s*comment\b/.test(code)) {
    const past = source.indexOf('endcomment', close)
    const after = past < 0 ? -1 : source.indexOf('%}', past)
    if (after > 0) return after + 2
  } else if (/^-?\s*(else|elsif)\b/.test(code)) put(' ', place)
  return close + 2
}

function tag(source: string, place: number, end: Ends, put: Put): number {
  if (source.startsWith('<!--', place)) {
    const close = end.comment ? source.indexOf('-->', place) : -1
    if (close < 0) end.comment = false
    return close < 0 ? place : close + 3
  }
  const found = markup.exec(source.slice(place, place + 520))
  if (!found) return place
  if (!inline.has(found[2]!.toLowerCase())) put(found[2]!.toLowerCase() === 'br' ? '\n' : '\n\n', place)
  return place + found[0].length
}

// White space becomes one blank, an empty line one break; a word parted by a hyphen at the end of its line is one again.
function folded(letters: readonly string[], at: readonly number[]): Seen {
  const out: string[] = []
  const from: number[] = []
  for (let place = 0; place < letters.length; place++) {
    const letter = letters[place]!
    if (letter.trim() !== '') {
      out.push(letter)
      from.push(at[place]!)
      continue
    }
    let breaks = 0
    const start = place
    for (; place < letters.length && letters[place]!.trim() === ''; place++) if (letters[place] === '\n') breaks += 1
    const next = letters[place]
    place -= 1
    if (breaks === 1 && out.at(-1) === '-' && /[a-z]/i.test(out.at(-2) ?? '') && /[a-z]/.test(next ?? '')) {
      out.pop()
      from.pop()
    } else if (out.length > 0 && next !== undefined) {
      // A list's item and a table's row are sentences of their own.
      out.push(breaks > 1 || (breaks === 1 && /[-•>]/.test(next)) ? '\n' : breaks === 1 ? '\v' : ' ')
      from.push(at[start]!)
    }
  }
  return written(out, from)
}

function written(out: readonly string[], from: readonly number[]): Seen {
  const cased = out.join('').replace(/(?<=[a-z])[013457@$](?=[a-z])/gi, (sign) => leet[sign]!)
  const text = cased.replace(/[A-Z]+|[^\0-\x7f]/g, (some) => {
    const lower = some.toLowerCase()
    return lower.length === some.length ? lower : some
  })
  return { text: text.replaceAll('\v', ' '), cased, at: from }
}

/** The same with words closed up that were parted by a line break or by blanks between their letters; undefined where none are. */
export function closedUp(it: Seen): Seen | undefined {
  const gaps = new Set<number>()
  for (const found of it.cased.matchAll(/(?<=[a-z])\v(?=[a-z])/g)) gaps.add(found.index)
  for (const found of it.cased.matchAll(/(?<![a-z0-9'])[a-z](?:[ .·\v-]{1,2}[a-z](?![a-z0-9'])){3,40}/gi)) {
    for (let place = 0; place < found[0].length; place++) {
      if (!/[a-z]/i.test(found[0][place]!)) gaps.add(found.index + place)
    }
  }
  if (gaps.size === 0) return undefined
  const keep = (_: unknown, place: number) => !gaps.has(place)
  return {
    text: [...split(it.text)].filter(keep).join(''),
    cased: [...split(it.cased)].filter(keep).join(''),
    at: it.at.filter(keep),
  }
}

// By code unit, as places are counted.
function split(text: string): string[] {
  return text.split('')
}
