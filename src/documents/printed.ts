// Letters bound into one file, page by page as each was made, so that a day's letters are printed in one go. What was sent and kept stays
// the letter itself; this is paper for the post.

import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { pagesOf } from './letter.ts'

// Nothing is read from here: the letters stand in memory under names in this folder, beyond which a compiler sees nothing.
const folder = dirname(fileURLToPath(import.meta.url))

/** One PDF of all pages in the order given. @returns how many pages it has, too */
export function bindLetters(letters: readonly Uint8Array[]): { pdf: Uint8Array; pages: number } {
  const compiler = NodeCompiler.create({ workspace: folder })
  const pages = letters.flatMap((letter, i) => {
    const pdf = Buffer.from(letter)
    compiler.mapShadow(join(folder, `bound-${i + 1}.pdf`), pdf)
    return Array.from({ length: pagesOf(pdf) }, (_, page) => `#page(image("/bound-${i + 1}.pdf", page: ${page + 1}))`)
  })
  const source = `#set page(width: auto, height: auto, margin: 0pt)\n${pages.join('\n')}\n`
  return { pdf: new Uint8Array(compiler.pdf({ mainFileContent: source })), pages: pages.length }
}
