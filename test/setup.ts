// Starts the database server of a test run once: the embedded one in a temporary folder, or the server of DATABASE_URL. Makes
// the template that every test file clones.

import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openEmbedded } from '../src/store/embedded.ts'
import { migrate } from '../src/store/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    server: string
    template: string
    /** What the rules for statements need to know of the tables. */
    catalogue: { columns: [string, string[]][]; localeTexts: string[]; unsteady: string[] }
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-test-'))
  // The server runs as an ordinary user, who must be able to enter.
  chmodSync(folder, 0o755)
  const embedded = process.env.DATABASE_URL ? undefined : await openEmbedded(folder)
  const server = process.env.DATABASE_URL ?? urlOf(embedded!.connection)
  // Tests that pull the plug bring a server of their own; this one need not wait for the disk.
  if (embedded) {
    await admin(server, 'ALTER SYSTEM SET synchronous_commit = off')
    await admin(server, 'SELECT pg_reload_conf()')
  }
  const template = `dunwell_template_${process.pid}`
  await admin(server, `CREATE DATABASE ${template}`)
  await migrate({ connectionString: database(server, template) })
  project.provide('server', server)
  project.provide('template', template)
  project.provide('catalogue', await catalogue(database(server, template)))
  return async () => {
    await dropDatabase(server, companyOf(template))
    await dropDatabase(server, template)
    await embedded?.leave()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The database of the company that browser tests share (test/browser/company.ts), which is made when the first of them asks for it. */
export const companyOf = (template: string) => `${template}_company`

function urlOf(it: { host: string; port: number; user: string; password?: string }): string {
  const query = new URLSearchParams({
    host: it.host,
    port: String(it.port),
    user: it.user,
    ...(it.password && { password: it.password }),
  })
  return `postgresql:///postgres?${query}`
}

async function catalogue(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const tables = await client.query(
      `SELECT c.relname AS name, array_agg(a.attname::text) AS columns,
         coalesce(array_agg(c.relname || '.' || a.attname) FILTER (WHERE a.attcollation = (SELECT oid FROM pg_collation WHERE collname = 'default')), '{}') AS texts
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace GROUP BY c.relname`,
    )
    const unsteady = await client.query(
      `SELECT DISTINCT proname AS name FROM pg_proc WHERE provolatile <> 'i' AND pronamespace = 'pg_catalog'::regnamespace`,
    )
    return {
      columns: tables.rows.map((it): [string, string[]] => [it.name, it.columns]),
      localeTexts: tables.rows.flatMap((it) => it.texts as string[]),
      unsteady: unsteady.rows.map((it) => it.name as string),
    }
  } finally {
    await client.end()
  }
}

/** The same server, another database. */
export function database(server: string, name: string): string {
  const [head, query] = server.split('?')
  const base = head!.replace(/\/[^/]*$/, `/${name}`)
  return query ? `${base}?${query}` : base
}

/** Drops a database, whoever is still connected. */
export async function dropDatabase(server: string, name: string): Promise<void> {
  await admin(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`).catch((error: { code?: string }) => {
    // Who is no superuser may not end a worker that is tidying up there; dropping it without force waits for that one.
    if (error.code !== '42501') throw error
    return admin(server, `DROP DATABASE IF EXISTS ${name}`)
  })
}

export async function admin(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
