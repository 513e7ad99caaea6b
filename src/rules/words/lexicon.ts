// All words that may not be said, as the linter takes them. A new language is one more file beside this one, and a line here.

import type { Lexicon } from '../../core/lint.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { forbidden } from './forbidden.ts'
import { fr } from './fr.ts'

export const lexicon: Lexicon = { rules: forbidden, languages: { en, de, fr, es } }
