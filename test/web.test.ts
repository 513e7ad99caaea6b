// The desk's pages as a test builds them are those that people use: what a library says to who writes with it is not in them.

import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

test('whatever the environment says, the pages are built for people', async () => {
  await promisify(execFile)(process.execPath, [join(root, 'scripts', 'web.ts')], {
    env: { ...process.env, NODE_ENV: 'development' },
  })
  const scripts = globSync('dist/web/assets/*.js', { cwd: root })
  expect(scripts.length).toBeGreaterThan(20)
  expect(scripts.filter((it) => readFileSync(join(root, it), 'utf8').includes('jsxDEV'))).toEqual([])
})
