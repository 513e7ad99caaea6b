// What the tests of backups share: what a database holds, as one hash for each table; and files that were damaged at random.

import pg from 'pg'

/** The rows of every table, hashed in an order of their own; the table of versions is left out. */
export async function holdings(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`SET timezone = 'UTC'`)
    const { rows } = await client.query(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations' ORDER BY tablename`,
    )
    const found: Record<string, string> = {}
    for (const { tablename } of rows) {
      const one = await client.query(
        `SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 1))::text, '') AS sum FROM "${tablename}" t`,
      )
      found[tablename] = one.rows[0].sum
    }
    return found
  } finally {
    await client.end()
  }
}

export interface Damage {
  readonly how: string
  readonly bytes: Buffer
}

/** Cut short, a bit turned, a stretch of zeros, a stretch left out, something added: by a number that gives the same again. */
export function damage(whole: Buffer, seed: number): Damage {
  let state = (seed * 2_654_435_761) >>> 0
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  const at = below(whole.length)
  const length = 1 + below(Math.min(2000, whole.length - at))
  switch (seed % 5) {
    case 0:
      return { how: `cut to ${at} bytes`, bytes: whole.subarray(0, at) }
    case 1: {
      const bytes = Buffer.from(whole)
      bytes[at]! ^= 1 << below(8)
      return { how: `a bit turned in byte ${at}`, bytes }
    }
    case 2: {
      const bytes = Buffer.from(whole)
      for (let i = at; i < at + length; i++) bytes[i]! ^= 0x55
      return { how: `${length} bytes from ${at} overwritten`, bytes }
    }
    case 3:
      return {
        how: `${length} bytes from ${at} left out`,
        bytes: Buffer.concat([whole.subarray(0, at), whole.subarray(at + length)]),
      }
    default:
      return {
        how: `${length} bytes added at ${at}`,
        bytes: Buffer.concat([whole.subarray(0, at), Buffer.alloc(length, seed), whole.subarray(at)]),
      }
  }
}
