// Reads damaged e-invoices, as many as the argument says (20,000): `npm run fuzz:einvoice -- 200000 7`, where the second number is the
// seed. It stops at the first crash, the first file that takes over two seconds, and memory over 300 MB. PDFs are read too, fewer of
// them, since each takes its way through the thread.

import { Problem } from '../src/core/problem.ts'
import { readEInvoices, readXmlInvoices } from '../src/imports/einvoice/read.ts'
import { openPdfReader } from '../src/imports/pdf.ts'
import { ciiOf, fatturaOf, pdfWith, ublOf } from '../test/einvoice-samples.ts'
import { mutated } from '../test/mutate.ts'

const count = Number(process.argv[2] ?? 20_000)
const seed = Number(process.argv[3] ?? 1)
const pdfEvery = 40
const slowMs = 2_000
const memoryMax = 300_000_000

let state = seed >>> 0
function next(below: number): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}

const whole = { due: '2026-02-14', vat: 'DE123456788', buyerNumber: '10042' }
const xml = [ublOf(whole), ublOf({ ...whole, credit: true, refersTo: '2026-0117' }), ciiOf(whole), fatturaOf()].map(
  (it) => Buffer.from(it),
)
const paper = Buffer.from(pdfWith('factur-x.xml', ciiOf(whole)))
const pdf = openPdfReader()
const tally = new Map<string, number>()
let slowest = 0
let heap = 0

for (let i = 0; i < count; i++) {
  const asPdf = i % pdfEvery === 0
  const file = mutated(asPdf ? paper : xml[next(xml.length)]!, next)
  const from = performance.now()
  let what = 'imported'
  try {
    const read = asPdf ? await readEInvoices(file, pdf) : readXmlInvoices(file)
    for (const { row } of read.invoices) {
      const { amountMinor, dues, currency } = row.claim!
      const sum = dues.reduce((all, due) => all + due.amountMinor, 0)
      const sound = Number.isSafeInteger(amountMinor) && amountMinor > 0 && (dues.length === 0 || sum === amountMinor)
      if (!sound) throw new Error(`accepted ${amountMinor} ${currency} with dues of ${sum}`)
    }
  } catch (error) {
    if (!(error instanceof Problem)) {
      console.error(`Sample ${i} of seed ${seed}:`, error)
      process.exit(1)
    }
    what = error.facts.code
  }
  const took = performance.now() - from
  slowest = Math.max(slowest, took)
  if (i % 500 === 0) heap = Math.max(heap, process.memoryUsage().heapUsed)
  if (took > slowMs || heap > memoryMax) {
    console.error(`Sample ${i} of seed ${seed} took ${Math.round(took)} ms, memory ${Math.round(heap / 1e6)} MB.`)
    process.exit(1)
  }
  tally.set(what, (tally.get(what) ?? 0) + 1)
}
await pdf.close()
for (const [what, many] of [...tally].sort(([, a], [, b]) => b - a)) console.log(`${String(many).padStart(8)}  ${what}`)
console.log(`${count} samples, slowest ${Math.round(slowest)} ms, memory ${Math.round(heap / 1e6)} MB.`)
