// Pictures of every page of the desk with the demo company in it, wide and narrow, light and dark, in English and some in German, with what
// axe-core finds on each. `npm run screens` puts them into screens/ and fails where something serious is found.
//
//   node test/browser/screens.ts [PART OF A NAME]

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openChrome } from './chrome.ts'

const root = join(import.meta.dirname, '..', '..')
const into = join(root, 'screens')
const wanted = process.argv[2] ?? ''
const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } } as const
const schemes = ['light', 'dark'] as const
const german = ['/', '/cases', '/cases/$id']
const patienceMs = 60_000
const startMs = 300_000
// By its address: the pages themselves are of another program, and are not read here.
const { pages } = (await import(pathToFileURL(join(root, 'web', 'pages.ts')).href)) as { pages: { path: string }[] }
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  readonly screen: string
  readonly impact: string
  readonly rule: string
  readonly says: string
  readonly where: string
}

interface Served {
  readonly url: string
  stop(): Promise<void>
}

/** Starts the program as a person does; the first address that it prints is where to go. */
async function started(words: readonly string[], home: string): Promise<Served & { readonly said: string }> {
  const { CI: _, DATABASE_URL: __, ...env } = process.env
  const child = spawn(process.execPath, [join(root, 'src', 'main.ts'), ...words, '--data', join(home, words[0]!)], {
    env: { ...env, BROWSER: 'none' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  const said = await heard(child, ended)
  return {
    url: /http:\/\/127\.0\.0\.1:\d+\S*/.exec(said)![0],
    said,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function heard(child: ChildProcess, ended: Promise<unknown>): Promise<string> {
  let said = ''
  const seen = new Promise<string>((done) => {
    // Where to go is for people, and stands beside what is for programs.
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (part: Buffer) => {
        said += part
        if (/http:\/\/127\.0\.0\.1:\d+\S*\s/.test(said)) done(said)
      })
  })
  const late = new Promise<undefined>((done) => void setTimeout(done, startMs, undefined).unref())
  const first = await Promise.race([seen, ended.then(() => undefined), late])
  if (first !== undefined) return first
  child.kill('SIGKILL')
  throw new Error(`It did not start:\n${said}`)
}

/** The path with a thing of the demo in the place of `$id`, or undefined where there is none. */
async function filled(path: string, context: BrowserContext, origin: string): Promise<string | undefined> {
  if (!path.includes('$')) return path
  const noun = path.split('/')[1]!
  const list = noun === 'cases' ? 'debtors' : noun
  const answer = await context.request.get(`${origin}/v1/${list}?limit=9`, { headers: { 'Dunwell-Desk': '1' } })
  if (!answer.ok()) return undefined
  const { items } = (await answer.json()) as { items: { id: string }[] }
  const one = items.at(-1)
  return one && path.replace(/\$\w+/, one.id)
}

async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction("document.querySelector('[aria-busy=true], .mantine-Skeleton-root') === null")
  await page.evaluate('document.fonts.ready.then(() => undefined)')
}

async function checked(page: Page, screen: string): Promise<Finding[]> {
  await page.evaluate(axe)
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults
  const found = violations
    .filter((it) => it.impact === 'serious' || it.impact === 'critical')
    .flatMap((it) =>
      it.nodes.slice(0, 3).map((node) => ({
        screen,
        impact: it.impact!,
        rule: it.id,
        says: it.id === 'color-contrast' ? (node.any[0]?.message ?? it.help) : it.help,
        where: node.target.join(' '),
      })),
    )
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
  if (over > 0)
    found.push({
      screen,
      impact: 'serious',
      rule: 'overflow',
      says: `${over} pixels wider than the screen`,
      where: 'html',
    })
  return found
}

const nameOf = (path: string) =>
  path === '/' ? 'today' : path.slice(1).replaceAll('/', '-').replaceAll('$', 'one-').replace('one-id', 'one')

interface Shot {
  readonly name: string
  readonly path: string
}

/** Every shot in one size and scheme, of one language. */
async function shoot(
  chrome: Browser,
  served: { origin: string; storage?: Awaited<ReturnType<BrowserContext['storageState']>> },
  shots: readonly Shot[],
  language: 'en' | 'de',
): Promise<Finding[]> {
  const found: Finding[] = []
  for (const scheme of schemes)
    for (const [size, viewport] of Object.entries(sizes)) {
      const context = await chrome.newContext({
        viewport,
        colorScheme: scheme,
        locale: language === 'de' ? 'de-DE' : 'en-GB',
        reducedMotion: 'reduce',
        ...(served.storage && { storageState: served.storage }),
      })
      context.setDefaultTimeout(patienceMs)
      await context.addInitScript(`localStorage.setItem('dunwell.language', '${language}')`)
      const page = await context.newPage()
      for (const shot of shots) {
        const screen = `${shot.name}-${size}-${scheme}${language === 'de' ? '-de' : ''}`
        const wrong = (says: string) =>
          found.push({ screen, impact: 'critical', rule: 'script', says, where: shot.path })
        const onError = (error: Error) => wrong(error.message)
        page.on('pageerror', onError)
        try {
          await page.goto(`${served.origin}${shot.path}`)
          await settled(page)
        } catch (error) {
          wrong((error as Error).message.split('\n')[0]!)
        }
        // A list draws the rows that are on the screen; a picture of more than that would show holes.
        const fullPage = (await page.locator('.list-row, .list-card').count()) === 0
        await page.screenshot({ path: join(into, `${screen}.png`), fullPage })
        found.push(...(await checked(page, screen)))
        page.off('pageerror', onError)
      }
      await context.close()
    }
  return found
}

async function main(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'dunwell-screens-'))
  mkdirSync(into, { recursive: true })
  const stops: (() => Promise<unknown>)[] = [async () => rmSync(home, { recursive: true, force: true })]
  try {
    const chrome = await openChrome()
    stops.push(() => chrome.close())
    const findings: Finding[] = []
    const empty = await started(['serve', '--port', '0'], home)
    stops.push(empty.stop)
    if ('start'.includes(wanted))
      findings.push(
        ...(await shoot(chrome, { origin: new URL(empty.url).origin }, [{ name: 'start', path: '/' }], 'en')),
      )
    const demo = await started(['demo', '--port', '0'], home)
    stops.push(demo.stop)
    const { origin } = new URL(demo.url)
    if ('signin'.includes(wanted))
      findings.push(...(await shoot(chrome, { origin }, [{ name: 'signin', path: '/' }], 'en')))
    const visitor = await chrome.newContext()
    visitor.setDefaultTimeout(patienceMs)
    const entered = await visitor.newPage()
    await entered.goto(demo.url)
    await entered.getByRole('navigation').first().waitFor()
    const shots: (Shot & { readonly of: string })[] = []
    for (const { path } of pages) {
      const at = await filled(path, visitor, origin)
      if (at === undefined) console.log(`${path}: there is nothing to show in the demo.`)
      else shots.push({ of: path, path: at, name: nameOf(path) })
    }
    const storage = await visitor.storageState()
    const some = shots.filter((it) => it.name.includes(wanted))
    findings.push(...(await shoot(chrome, { origin, storage }, some, 'en')))
    const de = some.filter((it) => german.includes(it.of))
    findings.push(...(await shoot(chrome, { origin, storage }, de, 'de')))
    console.log(`${(some.length + de.length) * 4} pictures of the desk and those of its doors are in screens/.`)
    if (findings.length === 0) return console.log('axe-core found nothing serious on them.')
    for (const it of findings) console.log(`${it.screen}\n  ${it.impact} ${it.rule}: ${it.says}\n  ${it.where}`)
    process.exitCode = 1
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

await main()
