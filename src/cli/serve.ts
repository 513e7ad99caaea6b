// `dunwell serve` and `dunwell worker`: the processes that stay. Both run the day and send; only the first answers requests.

import type { Command } from 'commander'
import { assert, problem, quoted } from '../core/problem.ts'
import { type CommonOptions, command, type Listen, type Wiring } from './desk.ts'

interface Options extends CommonOptions {
  readonly port?: string
  readonly host?: string
  readonly books: string
  readonly origin?: string[]
}

export function serving(program: Command, wiring: Wiring): void {
  command(
    program,
    'serve',
    'open the desk in the browser, answer programs over HTTP, run each day at its hour, and send',
    './dunwell serve --port 4580\n./dunwell settings set runHour=8',
  )
    .option('--port <port>', 'where to listen', '4580')
    .option('--host <address>', 'on which address; put a proxy with TLS before any other than this one', '127.0.0.1')
    .option('--origin <url...>', 'where browsers reach it besides this machine: https://desk.example')
    .option('--books <n>', 'books of customers decided side by side', '4')
    .action((options: Options) => stay(wiring, options, { host: options.host!, port: portOf(options.port!) }))

  command(
    program,
    'worker',
    'run each day at its hour and send, beside or without "serve"',
    './dunwell worker\nDATABASE_URL=postgres://… ./dunwell worker --port 4581',
  )
    .option('--port <port>', 'answer /healthz, /readyz and /metrics there, and nothing else')
    .option('--host <address>', 'on which address', '127.0.0.1')
    .option(
      '--books <n>',
      'books of customers decided side by side; 1 keeps a worker to one core, for several on a machine',
      '4',
    )
    .action((options: Options) => {
      const { host, port } = options
      return stay(wiring, options, port ? { host: host!, port: portOf(port), healthOnly: true } : undefined)
    })
}

export function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw problem('serve.port', `${quoted(text)} is no port.`, 'Give a number from 0 to 65535, such as 4580.')
  return port
}

function originOf(text: string): string {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol))
    throw problem('serve.origin', `${quoted(text)} is no address of a desk.`, 'Give it whole: https://desk.example')
  return url.origin
}

async function stay(wiring: Wiring, options: Options, listen: Listen | undefined): Promise<void> {
  const books = Number(options.books)
  if (!Number.isInteger(books) || books < 1 || books > 64)
    throw problem('serve.books', `${quoted(options.books)} is no number of books.`, 'Give a number from 1 to 64.')
  const dataDir = options.data ?? wiring.dataDir
  const db = await wiring.openDatabase(dataDir)
  try {
    assert(wiring.stay, 'the wiring can stay')
    await wiring.stay({ db, dataDir, listen, books, origins: options.origin?.map(originOf) })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error
    throw problem(
      'serve.address',
      `${listen!.host}:${listen!.port} cannot be listened on (${code}).`,
      'Choose another with --port or --host, or end the program that has it.',
    )
  } finally {
    await db.close()
  }
}
