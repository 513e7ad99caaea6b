// How easy a text is to read: Flesch's formula and its kin, by language. It counts words, sentences and syllables; it knows
// nothing of what is said, and gives no figure for less than sixty words, where the formulas mean nothing.
//
// en: R. Flesch, A new readability yardstick, Journal of Applied Psychology 32 (1948) 221-233.
// de: T. Amstad, Wie verständlich sind unsere Zeitungen?, dissertation, Zürich 1978.
// fr: L. Kandel and A. Moles, Application de l'indice de Flesch à la langue française, Cahiers Études de Radio-Télévision 19
//     (1958) 253-274.
// es: J. Fernández Huerta, Medidas sencillas de lecturabilidad, Consigna 214 (1959) 29-32, in the form that is in use, with
//     sentences' length and not their number in the second term.

export type ReadingLanguage = 'en' | 'de' | 'fr' | 'es'

interface Formula {
  readonly name: string
  readonly score: (perSentence: number, perWord: number) => number
  readonly vowels: RegExp
  /** Endings that are written and not said. */
  readonly silent?: RegExp
}

const formulas: Readonly<Record<ReadingLanguage, Formula>> = {
  en: {
    name: 'Flesch Reading Ease',
    score: (perSentence, perWord) => 206.835 - 1.015 * perSentence - 84.6 * perWord,
    vowels: /[aeiouy]+/g,
    silent: /(?<=[^aeiouyl])(?:e|es|ed)$/,
  },
  de: {
    name: 'Flesch-Amstad',
    score: (perSentence, perWord) => 180 - perSentence - 58.5 * perWord,
    vowels: /ei|ai|au|eu|ie|aa|ee|oo|[aeiouy]/g,
  },
  fr: {
    name: 'Kandel-Moles',
    score: (perSentence, perWord) => 207 - 1.015 * perSentence - 73.6 * perWord,
    vowels: /[aeiouy]+/g,
    silent: /(?<=[^aeiouy])(?:e|es|ent)$/,
  },
  es: {
    name: 'Fernández Huerta',
    score: (perSentence, perWord) => 206.84 - 1.02 * perSentence - 60 * perWord,
    // Two strong vowels part; a weak one joins its neighbour.
    vowels: /[iu]?[aeo][iuy]?|[iuy]+/g,
  },
}

const wordsMin = 60

export interface Reading {
  readonly formula: string
  /** Higher is easier: 100 very easy, 60 plain, 30 very hard. */
  readonly score: number
  readonly wordsPerSentence: number
}

/** `sentences`: folded to lower case, without marks. Undefined where there are too few words to say. */
export function readingEase(language: ReadingLanguage, sentences: readonly string[]): Reading | undefined {
  const formula = formulas[language]
  let words = 0
  let syllables = 0
  let counted = 0
  for (const sentence of sentences) {
    const found = sentence.match(/[a-z]+(?:'[a-z]+)?/g) ?? []
    // Rows of a table and greetings are no sentences.
    if (found.length < 4) continue
    counted += 1
    words += found.length
    for (const word of found) syllables += syllablesOf(word, formula)
  }
  if (words < wordsMin) return undefined
  const perSentence = words / counted
  return {
    formula: formula.name,
    score: Math.round(formula.score(perSentence, syllables / words)),
    wordsPerSentence: Math.round(perSentence),
  }
}

function syllablesOf(word: string, formula: Formula): number {
  const said = formula.silent && word.length > 3 ? word.replace(formula.silent, '') : word
  return Math.max(1, said.match(formula.vowels)?.length ?? 0)
}
