// A backup as a file: a tar of CSV files and a manifest, compressed with Zstandard, closed with the SHA-256 of all its bytes,
// and on request encrypted to an age key. Anybody can read it without us: age -d, tar --zstd -xf. It knows no database.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { PassThrough, Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { extract, pack } from 'tar-stream'
import { z } from 'zod'
import { Problem, problem, quoted } from '../core/problem.ts'
import type { About } from '../store/backup.ts'

const plain = z.string().regex(/^[a-z_]+$/)
const aboutShape = z.object({
  format: z.literal('dunwell-backup'),
  formatVersion: z.literal(1),
  program: z.string(),
  madeAt: z.string(),
  schema: z.array(z.object({ no: z.int(), name: z.string(), sha: z.string() })),
  workspaces: z.array(z.object({ id: z.uuid(), name: z.string() })),
  figures: z.array(
    z.object({
      workspaceId: z.string(),
      currency: z.string(),
      postings: z.int(),
      postedMinor: z.string(),
      claims: z.int(),
      openMinor: z.string(),
    }),
  ),
  sequences: z.array(z.object({ name: plain, last: z.int(), called: z.boolean() })),
  tables: z.array(z.object({ name: plain, columns: z.array(plain) })),
})
const manifestShape = z.object({
  rows: z.record(z.string(), z.int()),
  parts: z.array(z.object({ name: z.string(), rows: z.int(), bytes: z.int(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof manifestShape>

const aboutName = 'about.json'
const manifestName = 'manifest.json'
const readMe = `This is a backup of Dunwell. It can be read without it.

tables/NAME/0001.csv   the rows of a table, in parts: CSV with a header line, UTF-8. Nothing between two commas is no value,
                       "" is an empty text. Amounts are whole minor units; days are dates; moments are UTC; \\x… are bytes
                       in hexadecimal. Texts, documents and mails lie in tables/blobs.
about.json             when, by which version, of which workspaces, with which columns, and sums by currency
manifest.json          the rows of each table, and size and SHA-256 of each file

To put it back: ./dunwell restore FILE
`

/** Writes entries one after another into a stream of bytes that is a whole backup when `end` has been called. */
export interface ArchiveWriter {
  readonly bytes: Readable
  part(table: string, csv: Buffer, rows: number): Promise<void>
  end(): Promise<void>
  /** Gives up: whoever reads `bytes` hears the error. */
  fail(error: unknown): void
}

/** @param to age recipients (`age1…`) to encrypt to, any of whom can open it; none for a file that everybody can. */
export async function writeArchive(about: About, to: readonly string[] = []): Promise<ArchiveWriter> {
  const tar = pack()
  const parts: Manifest['parts'] = []
  const rows: Record<string, number> = Object.fromEntries(about.tables.map((one) => [one.name, 0]))
  const numbers = new Map<string, number>()
  const zstd = createZstdCompress({
    params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
  })
  const sealed = new PassThrough({ highWaterMark: 1_000_000 })
  const closing = seal()
  const compressed = pipeline(tar as never, zstd, closing, sealed)
  // Told to whoever reads the bytes.
  compressed.catch((error) => sealed.destroy(error))
  const bytes = to.length === 0 ? sealed : await encrypted(sealed, to)
  // A pipe hears the errors of its ends only while it lasts: what comes after it was given up would otherwise end the program.
  tar.on('error', () => undefined)
  for (const stream of [zstd, closing, sealed, bytes]) stream.on('error', () => undefined)
  const mtime = new Date(about.madeAt)

  function entry(name: string, content: Buffer): Promise<void> {
    parts.push({ name, rows: 0, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') })
    return new Promise((done, fail) => {
      const facts = { name, size: content.length, mtime, mode: 0o600 }
      const part = tar.entry(facts, content, (error) => (error ? fail(error) : done()))
      part.on('error', () => undefined)
    })
  }
  await entry(aboutName, Buffer.from(`${JSON.stringify(about, null, 1)}\n`))
  await entry('README.txt', Buffer.from(readMe))
  return {
    bytes,
    async part(table, csv, count) {
      const no = (numbers.get(table) ?? 0) + 1
      numbers.set(table, no)
      rows[table]! += count
      await entry(`tables/${table}/${String(no).padStart(4, '0')}.csv`, csv)
      parts.push({ ...parts.pop()!, rows: count })
    },
    async end() {
      const content = Buffer.from(`${JSON.stringify({ rows, parts }, null, 1)}\n`)
      await entry(manifestName, content)
      tar.finalize()
    },
    fail: (error) => tar.destroy(error as Error),
  }
}

// A Zstandard reader skips a frame with this number; within it lies the hash of all bytes before it.
const sealHead = Buffer.from([0x5e, 0x2a, 0x4d, 0x18, 32, 0, 0, 0])
const sealBytes = sealHead.length + 32

function seal(): Transform {
  const hash = createHash('sha256')
  return new Transform({
    transform(chunk, _, done) {
      hash.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      done(null, Buffer.concat([sealHead, hash.digest()]))
    },
  })
}

/** Takes the seal off and holds it against what came before it; an error at the end where it is missing or another. */
function unseal(): Transform {
  const hash = createHash('sha256')
  let tail: Buffer = Buffer.alloc(0)
  return new Transform({
    transform(chunk, _, done) {
      const all = Buffer.concat([tail, chunk])
      const through = all.subarray(0, Math.max(0, all.length - sealBytes))
      tail = all.subarray(through.length)
      hash.update(through)
      done(null, through)
    },
    flush(done) {
      const whole = tail.equals(Buffer.concat([sealHead, hash.digest()]))
      done(whole ? null : new Error('its bytes do not add up to the hash that closes it'))
    },
  })
}

async function encrypted(bytes: Readable, to: readonly string[]): Promise<Readable> {
  const encrypter = new Encrypter()
  for (const one of to) {
    try {
      encrypter.addRecipient(one)
    } catch {
      throw problem(
        'backup.recipient',
        `${quoted(one, 80)} is not an age key to encrypt to.`,
        'Make a pair with "age-keygen -o key.txt" and give the public one: --to age1…',
      )
    }
  }
  return Readable.fromWeb((await encrypter.encrypt(Readable.toWeb(bytes) as never)) as never)
}

/** The secret keys of an age identity file; a key itself is its own. */
async function readIdentities(path: string): Promise<string[]> {
  if (path.startsWith(secretHead)) return [path]
  const text = await readFile(path, 'utf8').catch(() => {
    throw problem('backup.identity', `There is no file ${quoted(path, 200)}.`, 'Name the file that age-keygen wrote.')
  })
  const keys = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith(secretHead))
  if (keys.length > 0) return keys
  throw problem(
    'backup.identity',
    `${quoted(path, 200)} holds no age identity.`,
    'Name the file that age-keygen wrote; its line begins with AGE-SECRET-KEY-.',
  )
}

const ageHead = 'age-encryption.org/'
const secretHead = 'AGE-SECRET-KEY-'

/** The bytes of a backup file, decrypted if it is encrypted. */
export async function openArchive(path: string, identity?: string): Promise<Readable> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    throw problem('backup.no_file', `There is no file ${quoted(path, 200)}.`, 'Check its name.')
  })
  const head = Buffer.alloc(ageHead.length)
  await handle.read(head, 0, head.length, 0).finally(() => handle.close())
  const file = createReadStream(path, { highWaterMark: 1_000_000 })
  if (head.toString('latin1') !== ageHead) return file
  if (identity === undefined) {
    file.destroy()
    throw problem(
      'backup.encrypted',
      `${quoted(path, 200)} is encrypted.`,
      'Name the file with the secret key: --identity key.txt',
    )
  }
  const decrypter = new Decrypter()
  for (const key of await readIdentities(identity)) decrypter.addIdentity(key)
  try {
    return Readable.fromWeb((await decrypter.decrypt(Readable.toWeb(file) as never)) as never)
  } catch (error) {
    file.destroy()
    if (/no identity matched/i.test((error as Error).message)) {
      throw problem(
        'backup.other_identity',
        `${quoted(path, 200)} is encrypted to another key than the one in ${quoted(identity, 200)}.`,
        'Name the file with the key that belongs to it.',
      )
    }
    throw damaged('its first bytes', (error as Error).message)
  }
}

export interface ArchiveReader {
  about(about: About): Promise<void>
  /** Reads one part to its end. @returns its rows, where it counts them. */
  part(table: string, csv: AsyncIterable<Uint8Array>): Promise<number | undefined>
}

/**
 * Reads a backup from its first byte to its last and holds every part against the manifest. A Problem (`backup.damaged`) names
 * the part that is not whole.
 */
export async function readArchive(bytes: Readable, reader: ArchiveReader): Promise<About> {
  const files = extract()
  const through = pipeline(bytes, unseal(), createZstdDecompress(), files)
  let at = 'its first bytes'
  let about: About | undefined
  let manifest: Manifest | undefined
  const found = new Map<string, { bytes: number; sha256: string; rows?: number }>()
  // The stream may break while nobody awaits it; the same error then comes out of the loop.
  through.catch(() => undefined)
  try {
    for await (const file of files) {
      const { name } = file.header
      at = name
      if (name === manifestName)
        manifest = manifestShape.parse(JSON.parse(await textOf(file as AsyncIterable<Uint8Array>)))
      else {
        const hash = createHash('sha256')
        let size = 0
        const heard = (async function* () {
          for await (const chunk of file as AsyncIterable<Uint8Array>) {
            hash.update(chunk)
            size += chunk.length
            yield chunk
          }
        })()
        const table = /^tables\/([a-z_]+)\/\d+\.csv$/.exec(name)?.[1]
        let rows: number | undefined
        if (name === aboutName) {
          about = aboutShape.parse(JSON.parse(await textOf(heard)))
          await reader.about(about)
        } else if (table !== undefined && about) rows = await reader.part(table, heard)
        else await textOf(heard)
        // What the reader left over.
        for await (const _ of heard);
        found.set(name, { bytes: size, sha256: hash.digest('hex'), rows })
      }
    }
    at = 'its last bytes'
    await through
  } catch (error) {
    bytes.destroy()
    if (error instanceof Problem || isFromDatabase(error)) throw error
    throw damaged(at, (error as Error).message)
  }
  if (!about) throw damaged(aboutName, 'it is missing')
  if (!manifest) throw damaged(manifestName, 'it is missing')
  for (const part of manifest.parts) {
    const there = found.get(part.name)
    if (!there) throw damaged(part.name, 'it is missing')
    if (there.bytes !== part.bytes || there.sha256 !== part.sha256)
      throw damaged(part.name, 'its content is not what was written')
    if (there.rows !== undefined && there.rows !== part.rows)
      throw damaged(part.name, `it has ${there.rows} rows instead of ${part.rows}`)
    found.delete(part.name)
  }
  for (const name of found.keys()) throw damaged(name, 'the manifest does not know it')
  return about
}

/** What the database says has its own words; a broken file is never its fault. */
function isFromDatabase(error: unknown): boolean {
  const { code = '', severity } = error as { code?: string; severity?: string }
  return (
    severity !== undefined || /^(ECONN\w+|EPIPE|ENOSPC)$/.test(code) || /^Connection/.test((error as Error).message)
  )
}

function damaged(what: string, how: string): Problem {
  return problem(
    'backup.damaged',
    `The backup is damaged in ${what}: ${how.replace(/\s+/g, ' ').slice(0, 200)}.`,
    'Nothing was restored. Take another backup.',
  )
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > 64_000_000) throw new Error('it is larger than it can be')
    all.push(chunk)
  }
  return Buffer.concat(all).toString('utf8')
}
