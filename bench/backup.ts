// Measures a backup and its way back, on the embedded database: npm run bench -- --backup 100000. The ledger is the one that imports
// are measured with, run once so that it holds decisions and messages too; the programs are those that a person starts.

import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { today, writeLedger } from './ledger.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

interface Done {
  readonly ms: number
  readonly memoryMb: number
  readonly text: string
}

/** A command of the program from start to end, with the most memory that its own process held (Linux; 0 elsewhere). */
async function dunwell(...words: string[]): Promise<Done> {
  const { DATABASE_URL: _, ...env } = process.env
  const from = performance.now()
  const child = spawn(process.execPath, [main, ...words], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  let memoryMb = 0
  const watching = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      memoryMb = Math.max(memoryMb, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024)
    } catch {
      // It ended between two looks, or there is no such file on this system.
    }
  }, 50)
  child.stdout.on('data', (chunk) => {
    text += chunk
  })
  const code = await new Promise((done) => child.on('close', done))
  clearInterval(watching)
  if (code !== 0) throw new Error(`dunwell ${words.join(' ')} ended with ${code}`)
  return { ms: performance.now() - from, memoryMb, text }
}

/** One line for each of backup, restore (which verifies) and the proof of both in one. */
export async function measureBackup(claims: number, print: (text: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-bench-backup-'))
  chmodSync(folder, 0o755)
  const [data, back, ledger, file] = ['data', 'back', 'ledger.csv', 'whole.tar.zst'].map((name) => join(folder, name))
  const line = (what: string, { ms, memoryMb }: Done, more = '') =>
    print(
      `${what.padEnd(24)}${(ms / 1000).toFixed(1).padStart(8)} s ${String(Math.round(memoryMb)).padStart(6)} MB  ${more}`,
    )
  try {
    await writeLedger(ledger!, claims)
    await dunwell('init', '--name', 'Nordwind Ltd', '--country', 'GB', '--currency', 'GBP', '--data', data!)
    const taken = ['import', 'claims', ledger!, '--customers', 'business', '--day', today, '--data', data!]
    line('import', await dunwell(...taken))
    await dunwell('known-until', today, '--data', data!)
    line('run', await dunwell('run', '--no-send', '--data', data!))
    const made = await dunwell('backup', file!, '--json', '--data', data!)
    const { rows } = JSON.parse(made.text) as { rows: number }
    line('backup', made, `${rows.toLocaleString('en-GB')} rows, ${(statSync(file!).size / 1e6).toFixed(1)} MB`)
    line('restore and verify', await dunwell('restore', file!, '--data', back!))
    line('backup that is proved', await dunwell('backup', '--keep', 'daily=1', join(folder, 'kept'), '--data', data!))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
