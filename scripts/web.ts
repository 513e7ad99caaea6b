// Builds the desk's pages into dist/web, unless what is there is newer than all it is made of.

import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '..')
const made = join(root, 'dist', 'web', 'index.html')
const sources = globSync(['web/**/*', 'src/http/client.ts', 'vite.config.ts', 'package-lock.json'], { cwd: root })
const newest = Math.max(...sources.map((it) => statSync(join(root, it)).mtimeMs))
const builtAt = statSync(made, { throwIfNoEntry: false })?.mtimeMs ?? 0

if (builtAt < newest) {
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
  console.log('The desk is built.')
}
