// Takes out of a reply what it quotes: lines with ">", the line "… wrote:" above them, the block of headers that Outlook puts
// before the old mail. What it cannot tell it keeps: better a line too many than a promise overlooked.

const wrote =
  'wrote|writes|schrieb|a écrit|ha escrito|escribió|ha scritto|escreveu|kirjoitti|написал|írta|skrev|schreef'
/** "On Monday, Ada wrote:" in the languages of the house and those near by. */
const above = new RegExp(
  `^(?:[*_ -]*(?:on|am|le|el|il|em|op|den|w dniu|[\\d.]{4,12})\\b.{0,300}|.{0,200}@.{0,100}|.{0,200}<[^<>]{1,200}>.{0,20})\\b(?:${wrote})\\b[^\\n]{0,40}:?\\s*-*$`,
  'iu',
)
const original =
  /^[\s>*_-]{0,40}(original message|ursprüngliche nachricht|ursprungliche nachricht|original-nachricht|message d'origine|message original|mensaje original|messaggio originale|mensagem original|forwarded message|reply message|weitergeleitete nachricht)[\s*_:-]{0,40}$/iu
const fromLine = /^[\s*>_]{0,20}(from|von|de|da|från|van|expéditeur|отправитель)\s?\*?\s?:/iu
const otherLine =
  /^[\s*>_]{0,20}(sent|date|to|subject|gesendet|datum|an|betreff|envoyé( le)?|à|objet|enviado( el)?|fecha|para|asunto|inviato|oggetto|data)\s?\*?\s?:/iu
const rule = /^\s*(_{5,}|-{5,}|—{5,})\s*$/u

/** The part of a text that its author wrote. */
export function newPart(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n', 5_000)
  const kept: string[] = []
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    if (/^-- ?$/.test(line) || original.test(line)) break
    if (isHeaders(lines, i)) break
    const header = headerLength(lines, i)
    if (header > 0) {
      const next = lines.slice(i + header).find((it) => it.trim() !== '')
      // Under it the quotation is marked, so what is not marked is new; or it isn't, and everything below is old.
      if (next !== undefined && !next.trimStart().startsWith('>')) break
      i += header - 1
      continue
    }
    if (line.trimStart().startsWith('>')) continue
    kept.push(line.trimEnd())
  }
  while (kept.length > 0 && (kept.at(-1)!.trim() === '' || rule.test(kept.at(-1)!))) kept.pop()
  return kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

// A mail program breaks the line above a quotation where it likes, so up to three lines are read as one.
function headerLength(lines: readonly string[], at: number): number {
  let joined = ''
  if (lines[at]!.trim() === '') return 0
  for (let length = 1; length <= 3 && at + length <= lines.length; length++) {
    const line = lines[at + length - 1]!.trim()
    if (line === '' || line.startsWith('>')) return 0
    joined = `${joined} ${line}`.trim()
    if (joined.length > 500) return 0
    if (above.test(joined) && /\d|@/.test(joined)) return length
  }
  return 0
}

function isHeaders(lines: readonly string[], at: number): boolean {
  if (!fromLine.test(lines[at]!)) return false
  const next = lines.slice(at + 1, at + 7).filter((line) => otherLine.test(line))
  return next.length >= 2
}
