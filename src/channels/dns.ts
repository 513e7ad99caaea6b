// Asks the names of the internet for what stands under one in text (TXT). It is asked only when a person at the settings wants to know.

import { Resolver } from 'node:dns/promises'
import { problem, quoted } from '../core/problem.ts'

/** All texts under a name, each put together; none where there is no such name. A Problem where nobody could be asked. */
export type ResolveTxt = (name: string) => Promise<string[]>

const nothingThere = ['ENOTFOUND', 'ENODATA', 'NXDOMAIN']

/** @param servers other than those of this machine, as `127.0.0.1:5353` */
export function openResolver(servers?: readonly string[]): ResolveTxt {
  const resolver = new Resolver({ timeout: 3000, tries: 2 })
  if (servers) resolver.setServers(servers)
  return async (name) => {
    try {
      return (await resolver.resolveTxt(name)).map((parts) => parts.join(''))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (nothingThere.includes(code ?? '')) return []
      throw problem(
        'dns.silent',
        `Nobody answered what stands under ${quoted(name, 100)} (${code}).`,
        'Is this computer on the internet? Try again then.',
      )
    }
  }
}
