// Every importer at the largest file that it takes, each in a process of its own: what came of it, how long it took, and how much memory above
// the start. Printed as a table by `npm run fuzz -- sizes`.

import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Measured, sizes } from './size.ts'

const widths = [12, 9, 62, 8, 0]

/** @returns the most memory that one took, in MB. */
export async function showSizes(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-sizes-'))
  try {
    const show = (...cells: readonly string[]) =>
      console.log(
        cells
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd(),
      )
    show('importer', 'file', 'what came of it', 'seconds', 'MB above the start')
    let most = 0
    for (const { name, write } of sizes) {
      const path = join(folder, 'file')
      write(path)
      const megabytes = (statSync(path).size / 1024 / 1024).toFixed(1)
      const { says, seconds, memoryMb } = await measured(name, path)
      most = Math.max(most, memoryMb)
      show(name, `${megabytes} MB`, says, seconds.toFixed(1), String(memoryMb))
      rmSync(path)
    }
    return most
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function measured(name: string, path: string): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('size.ts', import.meta.url), [name, path])
    child.on('message', (it: Measured) => {
      resolve(it)
      child.kill()
    })
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`${name} ended with ${code}`)))
  })
}
