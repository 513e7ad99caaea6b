// Whether others can tell that a mail is really ours: what stands under a domain for SPF, DKIM and DMARC, read from its texts, and what
// is missing in words, with who can put it right and the record to add. It asks nobody; the texts are handed in.

export interface DomainTexts {
  readonly domain: string
  /** Texts under the domain itself. */
  readonly own: readonly string[]
  /** Texts under `_dmarc.`. */
  readonly dmarc: readonly string[]
  /** Texts under `SELECTOR._domainkey.`, by selector. */
  readonly keys: Readonly<Record<string, readonly string[]>>
  /** The host that hands our mails over. */
  readonly server?: string
}

export interface DomainFinding {
  readonly what: 'spf' | 'dkim' | 'dmarc'
  readonly state: 'good' | 'weak' | 'missing' | 'wrong'
  /** What was found, as it stands there. */
  readonly found: string | null
  /** Names of what is to be said about it; words are the reader's language's business. */
  readonly says:
    | 'good'
    | 'none'
    | 'several'
    | 'allows_all'
    | 'no_end'
    | 'revoked'
    | 'not_found'
    | 'only_watching'
    | 'broken'
  /** The record to add or put in its place. */
  readonly record?: { readonly name: string; readonly type: 'TXT'; readonly value: string }
}

/** Selectors that senders of mail use; a domain's own cannot be asked for. */
export const usualSelectors: readonly string[] = [
  'default',
  'selector1',
  'selector2',
  'google',
  'mail',
  'dkim',
  's1',
  's2',
  'k1',
  'key1',
]

/** SPF, DKIM and DMARC in this order. */
export function readDomain(it: DomainTexts): DomainFinding[] {
  return [spf(it), dkim(it), dmarc(it)]
}

function spf({ domain, own, server }: DomainTexts): DomainFinding {
  const found = own.filter((text) => /^v=spf1(\s|$)/i.test(text))
  const mine = serverTerm(server)
  const record = (value: string) => ({ name: domain, type: 'TXT' as const, value })
  if (found.length === 0)
    return {
      ...{ what: 'spf', state: 'missing', found: null, says: 'none' },
      record: record(`v=spf1 ${mine} ~all`),
    }
  // Two records are as good as none (RFC 7208, section 4.5).
  if (found.length > 1) return { what: 'spf', state: 'wrong', found: found.join('\n'), says: 'several' }
  const [text] = found as [string]
  if (/\s\+?all$/i.test(text.trim()))
    return {
      ...{ what: 'spf', state: 'wrong', found: text, says: 'allows_all' },
      record: record(text.trim().replace(/\+?all$/i, '~all')),
    }
  if (!/\s[-~?]all$|\sredirect=/i.test(text.trim()))
    return { what: 'spf', state: 'weak', found: text, says: 'no_end', record: record(`${text.trim()} ~all`) }
  return { what: 'spf', state: 'good', found: text, says: 'good' }
}

/** What lets the own mail server send, where its name tells whose it is. */
function serverTerm(server: string | undefined): string {
  if (server === undefined) return 'mx'
  if (/(^|\.)(gmail|google|googlemail)\.com$/i.test(server)) return 'include:_spf.google.com'
  if (/\.(office365|outlook)\.com$/i.test(server)) return 'include:spf.protection.outlook.com'
  return `mx a:${server.toLowerCase()}`
}

function dkim({ keys }: DomainTexts): DomainFinding {
  const there = Object.entries(keys).flatMap(([selector, texts]) =>
    texts.filter((text) => /(^|;)\s*(v=DKIM1|k=|p=)/i.test(text)).map((text) => ({ selector, text })),
  )
  if (there.length === 0) return { what: 'dkim', state: 'missing', found: null, says: 'not_found' }
  const good = there.find((it) => /(^|;)\s*p=[A-Za-z0-9+/=\s]{20,}/.test(it.text))
  if (!good) return { what: 'dkim', state: 'wrong', found: there[0]!.selector, says: 'revoked' }
  return { what: 'dkim', state: 'good', found: good.selector, says: 'good' }
}

function dmarc({ domain, dmarc: texts }: DomainTexts): DomainFinding {
  const name = `_dmarc.${domain}`
  const record = { name, type: 'TXT' as const, value: `v=DMARC1; p=none; rua=mailto:postmaster@${domain}` }
  const found = texts.filter((text) => /^v=DMARC1(\s*;|$)/i.test(text))
  if (found.length === 0) return { what: 'dmarc', state: 'missing', found: null, says: 'none', record }
  if (found.length > 1) return { what: 'dmarc', state: 'wrong', found: found.join('\n'), says: 'several' }
  const [text] = found as [string]
  const policy = /;\s*p=\s*(none|quarantine|reject)\s*(;|$)/i.exec(text)?.[1]?.toLowerCase()
  if (policy === undefined) return { what: 'dmarc', state: 'wrong', found: text, says: 'broken', record }
  if (policy === 'none') return { what: 'dmarc', state: 'weak', found: text, says: 'only_watching' }
  return { what: 'dmarc', state: 'good', found: text, says: 'good' }
}
