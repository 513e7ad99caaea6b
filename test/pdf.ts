// Writes small PDFs by hand, for tests: words at places on pages, and the ways in which such a file can be wrong.

export interface Words {
  readonly x: number
  readonly y: number
  readonly text: string
}

/** One page for each list of words; Latin letters only. `extra` goes into the trailer. */
export function pdfOf(pages: readonly (readonly Words[])[], extra = ''): Uint8Array {
  const objects: string[] = []
  const add = (body: string) => objects.push(body)
  const kids = pages.map((_, i) => `${4 + i * 2} 0 R`).join(' ')
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
  for (const [i, words] of pages.entries()) {
    const drawn = words
      .map(({ x, y, text }) => `BT /F1 10 Tf ${x} ${y} Td (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`)
      .join('\n')
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + i * 2} 0 R >>`,
    )
    add(`<< /Length ${Buffer.byteLength(drawn, 'latin1')} >>\nstream\n${drawn}\nendstream`)
  }
  return assembled(objects, extra)
}

/** Objects from 1 on, with their table and trailer. */
export function assembled(objects: readonly (string | Buffer)[], extra = ''): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')]
  const at: number[] = []
  let size = parts[0]!.length
  const push = (part: Buffer) => {
    parts.push(part)
    size += part.length
  }
  for (const [i, body] of objects.entries()) {
    at.push(size)
    push(Buffer.from(`${i + 1} 0 obj\n`))
    push(typeof body === 'string' ? Buffer.from(body, 'latin1') : body)
    push(Buffer.from('\nendobj\n'))
  }
  const table = size
  const rows = at.map((one) => `${String(one).padStart(10, '0')} 00000 n \n`).join('')
  push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${extra} >>\nstartxref\n${table}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

/** One page, its lines one below the other; two blanks or more part a line into columns. */
export function paperOf(...lines: readonly string[]): Uint8Array {
  return pdfOf([
    lines.flatMap((line, i) =>
      line.split(/ {2,}/).map((text, column) => ({ x: 50 + column * 170, y: 800 - i * 20, text })),
    ),
  ])
}
