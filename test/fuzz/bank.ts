// Spoils bank files by the thousand: node test/fuzz/bank.ts 20000 [seed] [folder of real files]. Ends with an error at the first that is
// neither read soundly nor refused, that takes over two seconds, or when memory passes 300 MB.

import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { samples } from '../bank-samples.ts'
import { dice, spoiled, tried } from './spoil.ts'

const [count = '20000', seed = '1', folder] = process.argv.slice(2)
const draw = dice(Number(seed))
const texts = [...Object.values(samples)]
for (const path of folder === undefined ? [] : globSync(join(folder, '**', '*.{xml,sta,txt,ofx,cod}'))) {
  const text = readFileSync(path, 'latin1')
  if (text.length > 0 && text.length < 40_000) texts.push(text)
}
const sum = { read: 0, refused: 0, slowestMs: 0, memoryMb: 0 }
const begun = performance.now()
for (let i = 0; i < Number(count); i += 1) {
  const text = spoiled(texts[draw(texts.length)]!, draw)
  try {
    const { what, ms } = tried(text)
    sum[what] += 1
    sum.slowestMs = Math.max(sum.slowestMs, Math.round(ms))
    if (ms > 2000) throw new Error(`it took ${Math.round(ms)} ms`)
  } catch (error) {
    writeFileSync('fuzz-failure.txt', text)
    console.error(`Sample ${i} of seed ${seed} (in fuzz-failure.txt):`)
    throw error
  }
  if (i % 500 === 0) sum.memoryMb = Math.max(sum.memoryMb, Math.round(process.memoryUsage().rss / 1024 / 1024))
}
console.log(`${count} spoiled samples in ${Math.round((performance.now() - begun) / 1000)} s:`, sum)
if (sum.memoryMb > 300) throw new Error(`Memory passed 300 MB: ${sum.memoryMb}`)
