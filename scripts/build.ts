// Makes dist from src and web, as it is published: compiled, since Node runs no TypeScript under node_modules, with all that is no
// code (migrations, templates) beside it, and the desk's pages. It refuses to leave a dist behind that would not run.

import { spawnSync } from 'node:child_process'
import { cpSync, globSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')
const fresh = join(root, 'dist.new')

const compiler = fileURLToPath(import.meta.resolve('typescript/package.json'))
const tsc = join(dirname(compiler), 'bin', 'tsc')

rmSync(fresh, { recursive: true, force: true })
const compiled = spawnSync(process.execPath, [tsc, '--project', 'tsconfig.build.json', '--outDir', fresh], {
  cwd: root,
  stdio: 'inherit',
})
if (compiled.status !== 0) stop('The compiler found something. Put it right (npm run types) and build again.')

cpSync(join(root, 'src'), fresh, { recursive: true, filter: (path) => !/\.tsx?$/.test(path) })

// The compiler rewrites what is imported, not what is named: new URL('./worker.ts', import.meta.url) would be missing.
const named = globSync('**/*.js', { cwd: fresh }).filter((path) =>
  /['"`]\.{1,2}\/[^'"`\s]*\.ts['"`]/.test(readFileSync(join(fresh, path), 'utf8')),
)
if (named.length > 0) stop(`A file ending in .ts is named in ${named.join(', ')}. Import it, or derive the ending.`)

await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: join(fresh, 'web') } })

// The old one goes only when the new one is whole.
rmSync(dist, { recursive: true, force: true })
renameSync(fresh, dist)
console.log(`dist is built: ${globSync('**/*.js', { cwd: dist }).length} files.`)

function stop(says: string): never {
  rmSync(fresh, { recursive: true, force: true })
  console.error(says)
  process.exit(1)
}
