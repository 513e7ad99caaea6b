// Builds the desk's pages into dist/web, unless what is there is newer than all it is made of. Several may start at once: each builds
// in a folder of its own and puts it in place whole.

import { globSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

// Whoever starts it, a test for one: what is built is what people use, and not the slow and talkative libraries of those who write pages.
process.env.NODE_ENV = 'production'

const root = join(import.meta.dirname, '..')
const place = join(root, 'dist', 'web')
const made = join(place, 'index.html')
const sources = globSync(['web/**/*', 'src/http/client.ts', 'vite.config.ts', 'package-lock.json'], { cwd: root })
const newest = Math.max(...sources.map((it) => statSync(join(root, it)).mtimeMs))
const builtAt = statSync(made, { throwIfNoEntry: false })?.mtimeMs ?? 0

if (builtAt < newest) {
  const begun = new Date()
  const own = `${place}-${process.pid}`
  try {
    await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: own } })
    // What was changed while it was being built is not in it.
    utimesSync(join(own, 'index.html'), begun, begun)
    putInPlace(own)
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
  console.log('The desk is built.')
}

function putInPlace(own: string): void {
  for (let tries = 1; ; tries++) {
    rmSync(place, { recursive: true, force: true })
    try {
      renameSync(own, place)
      return
    } catch (error) {
      // Another one was quicker by a moment.
      const { code } = error as NodeJS.ErrnoException
      if (tries > 20 || (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'EPERM')) throw error
    }
  }
}
