import { deflateSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { assembled, paperOf, pdfOf } from '../../test/pdf.ts'
import { openPdfReader } from './pdf.ts'

const reader = openPdfReader()
afterAll(() => reader.close())

const said = async (bytes: Uint8Array) =>
  (await reader.read(bytes)).lines.map((line) => line.map((cell) => cell.text).join(' | '))

test('lines are made from where the words stand, not from their order in the file', async () => {
  const words = [
    { x: 220, y: 700, text: '31.03.2024' },
    { x: 50, y: 800, text: 'Invoice' },
    { x: 50, y: 700, text: '2024-0117' },
  ]
  expect(await said(pdfOf([words]))).toEqual(['Invoice', '2024-0117 | 31.03.2024'])
})

test('ten thousand pages: the first twenty are read', async () => {
  const pages = Array.from({ length: 10_000 }, (_, i) => [{ x: 50, y: 800, text: `Page ${i + 1}` }])
  const { pages: count, lines } = await reader.read(pdfOf(pages))
  expect([count, lines.length, lines.at(-1)![0]!.text]).toEqual([10_000, 20, 'Page 20'])
})

const whole = Buffer.from(paperOf('Invoice 2024-0117'))
const encrypted = pdfOf(
  [[{ x: 50, y: 800, text: 'Invoice' }]],
  `/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`,
)
test.each([
  ['nothing', Buffer.alloc(0), 'document.empty'],
  ['a page of the web', Buffer.from('<html>Not found</html>'), 'document.not_pdf'],
  ['an encrypted one', encrypted, 'document.encrypted'],
  ['one that breaks off', whole.subarray(0, whole.length - 60), 'document.truncated'],
  ['noise with the right ends', Buffer.from('%PDF-1.7\nxyz\n%%EOF'), 'document.damaged'],
  ['one too large', Buffer.concat([whole, Buffer.alloc(25_000_000)]), 'document.too_large'],
])('%s is told with its cure, and the next is read', async (_, bytes, code) => {
  await expect(reader.read(bytes)).rejects.toMatchObject({ facts: { code } })
  expect(await said(paperOf('Invoice 7'))).toEqual(['Invoice 7'])
})

test('a file that grows without end costs itself and nothing else', async () => {
  const bomb = deflateSync(Buffer.alloc(800_000_000, '('), { level: 9 })
  const content = Buffer.concat([
    Buffer.from(`<< /Length ${bomb.length} /Filter /FlateDecode >>\nstream\n`),
    bomb,
    Buffer.from('\nendstream'),
  ])
  const file = assembled([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
    content,
  ])
  const strict = openPdfReader({ bytesMax: 25_000_000, timeMs: 20_000, growthBytes: 200_000_000 })
  try {
    await expect(strict.read(file)).rejects.toMatchObject({ facts: { code: 'document.too_much' } })
    expect((await strict.read(paperOf('Invoice 7'))).lines).toHaveLength(1)
  } finally {
    await strict.close()
  }
})
