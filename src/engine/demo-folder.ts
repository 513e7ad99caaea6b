// The demo's own data folder: made anew each time, and only where a marker says that it is a demo's. It never clears a folder
// that holds anything else.

import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { problem, quoted } from '../core/problem.ts'
import { openEmbedded } from '../store/embedded.ts'
import { homeOf } from '../store/ordinary.ts'

const marker = 'this-is-a-demo.txt'
const says = `This folder was made by "dunwell demo": invented customers, and nothing in it leaves this machine.
As long as this file is here, the next demo removes the folder and builds it anew.
`

/** Makes an empty demo folder. A Problem where the folder is somebody's, or another program still uses it. */
export async function freshFolder(dataDir: string): Promise<void> {
  const folder = resolve(dataDir)
  const there = await stat(folder).catch(() => undefined)
  if (there && !there.isDirectory()) throw notDemo(dataDir)
  if (there && (await readdir(folder)).length > 0) {
    if (!existsSync(join(folder, marker))) throw notDemo(dataDir)
    await clear(folder)
  }
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, marker), says)
}

function notDemo(dataDir: string) {
  return problem(
    'demo.folder',
    `${quoted(dataDir, 200)} is there already and was not made by a demo.`,
    'Choose another folder: ./dunwell demo --data my-demo',
  )
}

async function clear(folder: string): Promise<void> {
  if (existsSync(join(folder, 'database'))) {
    // Root's database lies elsewhere, behind a link.
    const home = await homeOf(folder)
    const running = join(home.folder, 'cluster', 'postmaster.pid')
    if (existsSync(running)) {
      // Whoever leaves last stops the server: one that a killed program left behind ends here.
      await (await openEmbedded(folder)).leave()
      if (existsSync(running)) {
        throw problem(
          'demo.in_use',
          `Another program still works with ${quoted(folder, 200)}.`,
          'End it, or choose another folder: ./dunwell demo --data my-demo',
        )
      }
    }
    await rm(home.folder, { recursive: true, force: true })
  }
  await rm(folder, { recursive: true, force: true })
}
