// A real Chromium for tests and pictures: the one that comes as a package on Linux, with fonts and without a network.

import chromium from '@sparticuz/chromium'
import { type Browser, chromium as driver } from 'playwright-core'

export async function openChrome(): Promise<Browser> {
  const installed = process.env.CHROME_PATH
  return driver.launch({
    executablePath: installed ?? (await chromium.executablePath()),
    args: [...chromium.args.filter((it) => it !== '--single-process' && !it.startsWith('--headless')), '--no-sandbox'],
    headless: true,
  })
}
