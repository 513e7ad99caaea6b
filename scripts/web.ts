// Builds the desk's pages into dist/web, unless what is there is newer than all it is made of. Several may start at once: each builds
// in a folder of its own and puts it in place whole.

import { globSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
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
    await squeeze(own)
    // What was changed while it was being built is not in it.
    utimesSync(join(own, 'index.html'), begun, begun)
    putInPlace(own)
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
  console.log('The desk is built.')
}

/** Beside each script and style, the same as small as it gets: a tenth smaller than what a server makes while somebody waits. */
async function squeeze(folder: string): Promise<void> {
  const files = globSync('assets/*.{js,css}', { cwd: folder }).map((it) => join(folder, it))
  const smaller = async (file: string) => {
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
    writeFileSync(`${file}.br`, await promisify(brotliCompress)(readFileSync(file), { params }))
  }
  await Promise.all(files.map(smaller))
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
