// Pictures of every page of the desk with the demo company in it, wide and narrow, light and dark, in English and in German, with what
// axe-core finds on each. `npm run screens` puts them into screens/ and fails where something serious is found.
//
//   node test/browser/screens.ts [PART OF A NAME]

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openChrome } from './chrome.ts'

const root = join(import.meta.dirname, '..', '..')
const into = join(root, 'screens')
const wanted = process.argv[2] ?? ''
const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } } as const
const schemes = ['light', 'dark'] as const
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

/** The paths of a page: a thing of the demo in the place of `$id`, and every report and every part of the settings in that of their names. */
async function filled(path: string, visitor: Page, origin: string): Promise<string[]> {
  if (!path.includes('$')) return [path]
  const noun = path.split('/')[1]!
  if (noun === 'cases' || noun === 'debtors' || noun === 'claims') {
    const list = noun === 'cases' ? 'debtors' : noun
    const answer = await visitor.request.get(`${origin}/v1/${list}?limit=9`, { headers: { 'Dunwell-Desk': '1' } })
    const { items } = (await answer.json()) as { items: { id: string }[] }
    return items.slice(-1).map((it) => path.replace('$id', it.id))
  }
  await visitor.goto(`${origin}/${noun}`)
  await settled(visitor)
  const depth = path.split('/').length
  const all = await visitor.evaluate<string[]>(
    `[...document.querySelectorAll('main a[href^="/${noun}/"]')].map((it) => it.getAttribute('href'))`,
  )
  const there = [...new Set(all)].filter((it) => it.split('/').length === depth)
  return path.endsWith('$id') ? there.slice(0, 1) : there
}

async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  // The page's own policy forbids scripts that wait inside it, so this asks again from outside.
  const late = performance.now() + patienceMs
  while (await page.evaluate<boolean>("document.querySelector('[aria-busy=true], .mantine-Skeleton-root') !== null")) {
    if (performance.now() > late) throw new Error('It is still loading.')
    await pause(50)
  }
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

/** `/cases/$id` is case-one, `/reports/aging` is reports-aging. */
function nameOf(page: string, path: string): string {
  if (path === '/') return 'today'
  return (page.endsWith('$id') ? page.replace('$language/', '').replace('$id', 'one') : path)
    .slice(1)
    .replaceAll('/', '-')
}

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
      // Not in the frames of mails, which may keep nothing.
      await context.addInitScript(`if (window.top === window) localStorage.setItem('dunwell.language', '${language}')`)
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
    const shots: Shot[] = []
    for (const { path } of pages) {
      const all = await filled(path, entered, origin)
      if (all.length === 0) throw new Error(`${path}: there is nothing to show in the demo.`)
      shots.push(...all.map((at) => ({ path: at, name: nameOf(path, at) })))
    }
    const storage = await visitor.storageState()
    const some = shots.filter((it) => it.name.includes(wanted))
    findings.push(...(await shoot(chrome, { origin, storage }, some, 'en')))
    findings.push(...(await shoot(chrome, { origin, storage }, some, 'de')))
    console.log(`${some.length * 8} pictures of the desk and those of its doors are in screens/.`)
    if (findings.length === 0) return console.log('axe-core found nothing serious on them.')
    for (const it of findings) console.log(`${it.screen}\n  ${it.impact} ${it.rule}: ${it.says}\n  ${it.where}`)
    process.exitCode = 1
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

await main()
