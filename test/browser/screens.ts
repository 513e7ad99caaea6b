// Pictures of every page of the desk with the demo company in it, wide and narrow, light and dark, in English and in German, and of the
// states of pages that states-*.ts list, with what axe-core finds on each. `npm run screens` puts them into screens/ and fails where
// something serious is found.
//
//   node test/browser/screens.ts [PART OF A NAME …]

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openChrome } from './chrome.ts'
import { crowd } from './crowd.ts'
import type { Asking, State } from './states.ts'

const root = join(import.meta.dirname, '..', '..')
const into = join(root, 'screens')
const parts = process.argv.slice(2)
const wanted = (name: string) => parts.length === 0 || parts.some((it) => name.includes(it))
const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } } as const
const schemes = ['light', 'dark'] as const
const patienceMs = 90_000
const startMs = 300_000
// By its address: the pages themselves are of another program, and are not read here.
const { pages } = (await import(pathToFileURL(join(root, 'web', 'pages.ts')).href)) as { pages: { path: string }[] }
// Each list is a file of its own, so that nobody needs to touch this one to have a picture more.
const lists = readdirSync(import.meta.dirname).filter((it) => /^states-.*\.ts$/.test(it))
const states = (await Promise.all(lists.map((it) => import(`./${it}`) as Promise<{ states: readonly State[] }>)))
  .flatMap((it) => it.states)
  .filter((it) => wanted(it.name))
const owner = { name: 'Ada Palmer', email: 'ada@nordwind.example', password: 'seven herons over flat water' } as const
const business = {
  name: 'Nordwind Ltd',
  country: 'GB',
  currency: 'GBP',
  addressLines: ['4 Quay Street', 'Bristol BS1 4AA'],
  iban: 'GB33BUKB20201555555555',
} as const
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
async function started(words: readonly string[], home: string): Promise<Served> {
  const { CI: _, DATABASE_URL: __, ...env } = process.env
  const child = spawn(process.execPath, [join(root, 'src', 'main.ts'), ...words, '--data', join(home, words[0]!)], {
    env: { ...env, BROWSER: 'none' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  const said = await heard(child, ended)
  return {
    url: /http:\/\/127\.0\.0\.1:\d+\S*/.exec(said)![0],
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
  while (
    await page.evaluate<boolean>(
      "document.querySelector('[aria-busy=true], .mantine-Skeleton-root, .chart:not(:has(.recharts-surface))') !== null",
    )
  ) {
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
  readonly state?: State
}

interface Look {
  readonly size: keyof typeof sizes
  readonly scheme: (typeof schemes)[number]
  readonly language: 'en' | 'de'
}

const every: readonly Look[] = (['en', 'de'] as const).flatMap((language) =>
  schemes.flatMap((scheme) => (['wide', 'narrow'] as const).map((size) => ({ size, scheme, language }))),
)
const inEnglish = every.filter((it) => it.language === 'en')
// Each size in each scheme once, half of them in German: enough to see what a state looks like, in half the time.
const sparse = every.filter((it) => (it.language === 'de') === ((it.size === 'narrow') === (it.scheme === 'light')))

interface At {
  readonly origin: string
  readonly storage?: Awaited<ReturnType<BrowserContext['storageState']>>
}

/** Every shot in each of these sizes, schemes and languages. */
async function shoot(
  chrome: Browser,
  { origin, storage }: At,
  shots: readonly Shot[],
  looks: readonly Look[],
): Promise<Finding[]> {
  const found: Finding[] = []
  if (shots.length === 0) return found
  for (const { size, scheme, language } of looks) {
    const context = await chrome.newContext({
      viewport: sizes[size],
      colorScheme: scheme,
      locale: language === 'de' ? 'de-DE' : 'en-GB',
      reducedMotion: 'reduce',
      ...(storage && { storageState: storage }),
    })
    context.setDefaultTimeout(patienceMs)
    // Not in the frames of mails, which may keep nothing.
    await context.addInitScript(`if (window.top === window) localStorage.setItem('dunwell.language', '${language}')`)
    const page = await context.newPage()
    for (const shot of shots) {
      const screen = `${shot.name}-${size}-${scheme}${language === 'de' ? '-de' : ''}`
      const wrong = (says: string) => found.push({ screen, impact: 'critical', rule: 'script', says, where: shot.path })
      const onError = (error: Error) => wrong(error.message)
      page.on('pageerror', onError)
      try {
        for (const answer of shot.state?.answers ?? []) await answer(page)
        await page.goto(`${origin}${shot.path}`)
        await (shot.state?.waits ? waiting(page) : settled(page))
        await shot.state?.open?.(page)
        if (shot.state?.open && !shot.state.waits) await settled(page)
      } catch (error) {
        wrong((error as Error).message.split('\n')[0]!)
      }
      // A list draws the rows that are on the screen, and a dialog lies over it: a picture of more than that would show holes. What has
      // been scrolled is seen where it stands.
      const partly = (await page.locator('.list-row, .list-card, [role=dialog], [role=menu]').count()) > 0
      const fullPage = !partly && (await page.evaluate<number>('window.scrollY')) === 0
      await page.screenshot({ path: join(into, `${screen}.png`), fullPage })
      found.push(...(await checked(page, screen)))
      page.off('pageerror', onError)
      await page.unrouteAll({ behavior: 'ignoreErrors' })
    }
    await context.close()
  }
  return found
}

async function waiting(page: Page): Promise<void> {
  await page.locator('[aria-busy=true], .mantine-Skeleton-root').first().waitFor()
  await page.evaluate('document.fonts.ready.then(() => undefined)')
}

/** A browser with somebody signed in, and the API as they reach it. */
async function entered(chrome: Browser, origin: string, enter: (page: Page) => Promise<unknown>) {
  const visitor = await chrome.newContext({ locale: 'en-GB' })
  visitor.setDefaultTimeout(patienceMs)
  const page = await visitor.newPage()
  await enter(page)
  await page.getByRole('navigation').first().waitFor()
  const headers = { 'Dunwell-Desk': '1', Origin: origin, 'If-Match': '*' }
  const heard = async (path: string, answer: Awaited<ReturnType<Page['request']['get']>>) => {
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`)
    return answer.json()
  }
  const ask: Asking = async (path) => heard(path, await page.request.get(`${origin}${path}`, { headers }))
  const write = async (path: string, data: unknown, type = 'application/json') =>
    heard(
      path,
      await page.request.post(`${origin}${path}`, {
        headers: { ...headers, 'Content-Type': type },
        data: data as object,
        timeout: startMs,
      }),
    )
  return { page, at: { origin, storage: await visitor.storageState() }, api: { ask, write } }
}

/** Founds a desk by the code of its terminal and signs its owner in by the form. */
async function founded(chrome: Browser, { origin, searchParams }: URL) {
  const code = searchParams.get('code')
  return entered(chrome, origin, async (page) => {
    const headers = { 'Dunwell-Desk': '1', Origin: origin }
    const answer = await page.request.post(`${origin}/desk/start`, { headers, data: { ...owner, business, code } })
    if (!answer.ok()) throw new Error(await answer.text())
    await page.goto(origin)
    await page.locator('input[type=email]').fill(owner.email)
    await page.locator('input[type=password]').fill(owner.password)
    await page.locator('input[type=password]').press('Enter')
  })
}

async function statesOf(desk: State['desk'], ask: Asking): Promise<Shot[]> {
  const some = states.filter((it) => (it.desk ?? 'demo') === desk)
  return Promise.all(
    some.map(async (state) => ({
      name: state.name,
      path: typeof state.at === 'string' ? state.at : await state.at(ask),
      state,
    })),
  )
}

async function main(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'dunwell-screens-'))
  mkdirSync(into, { recursive: true })
  const stops: (() => Promise<unknown>)[] = [async () => rmSync(home, { recursive: true, force: true })]
  try {
    const chrome = await openChrome()
    stops.push(() => chrome.close())
    const findings: Finding[] = []
    const isOf = (desk: State['desk']) => states.some((it) => (it.desk ?? 'demo') === desk)
    if (wanted('start') || isOf('new') || isOf('crowd')) {
      const empty = await started(['serve', '--port', '0'], home)
      stops.push(empty.stop)
      const { origin } = new URL(empty.url)
      if (wanted('start'))
        findings.push(...(await shoot(chrome, { origin }, [{ name: 'start', path: '/' }], inEnglish)))
      if (isOf('new') || isOf('crowd')) {
        const { at, api } = await founded(chrome, new URL(empty.url))
        findings.push(...(await shoot(chrome, at, await statesOf('new', api.ask), sparse)))
        if (isOf('crowd')) {
          await crowd(api, new Date(), business.iban)
          findings.push(...(await shoot(chrome, at, await statesOf('crowd', api.ask), sparse)))
        }
      }
    }
    const shots: Shot[] = []
    const known = pages.filter(({ path }) => path.includes('$') || wanted(nameOf(path, path)))
    if (known.length > 0 || wanted('signin') || isOf('demo')) {
      const demo = await started(['demo', '--port', '0'], home)
      stops.push(demo.stop)
      const { origin } = new URL(demo.url)
      if (wanted('signin'))
        findings.push(...(await shoot(chrome, { origin }, [{ name: 'signin', path: '/' }], inEnglish)))
      const { page, at, api } = await entered(chrome, origin, (visitor) => visitor.goto(demo.url))
      for (const { path } of known) {
        const all = await filled(path, page, origin)
        if (all.length === 0) throw new Error(`${path}: there is nothing to show in the demo.`)
        shots.push(...all.map((it) => ({ path: it, name: nameOf(path, it) })))
      }
      shots.splice(0, shots.length, ...shots.filter((it) => wanted(it.name)))
      findings.push(...(await shoot(chrome, at, shots, every)))
      findings.push(...(await shoot(chrome, at, await statesOf('demo', api.ask), sparse)))
    }
    console.log(
      `${shots.length * every.length + states.length * sparse.length} pictures and those of the doors are in screens/.`,
    )
    if (findings.length === 0) return console.log('axe-core found nothing serious on them.')
    for (const it of findings) console.log(`${it.screen}\n  ${it.impact} ${it.rule}: ${it.says}\n  ${it.where}`)
    process.exitCode = 1
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

await main()
