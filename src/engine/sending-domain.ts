// Looks up what a mail server of others looks up when our mail comes: SPF, DKIM and DMARC of the domain we send from.

import type { ResolveTxt } from '../channels/dns.ts'
import { problem } from '../core/problem.ts'
import { type DomainFinding, readDomain, usualSelectors } from '../core/sending-domain.ts'
import type { Workspace } from '../store/workspace.ts'
import { senderOf } from './house-mail.ts'

/** A Problem where there is no address to send from, or nobody answers. */
export async function checkSendingDomain(
  workspace: Workspace,
  resolve: ResolveTxt,
  selector?: string,
): Promise<{ domain: string; findings: DomainFinding[] }> {
  const domain = senderOf(workspace)?.split('@')[1]?.toLowerCase()
  if (domain === undefined)
    throw problem(
      'mail.sender',
      'There is no address that mails come from.',
      'Give the business an email address first.',
    )
  const selectors = selector === undefined ? usualSelectors : [selector]
  const [own, dmarc, ...keys] = await Promise.all([
    resolve(domain),
    resolve(`_dmarc.${domain}`),
    ...selectors.map((it) => resolve(`${it}._domainkey.${domain}`)),
  ])
  const found = Object.fromEntries(selectors.map((it, i) => [it, keys[i]!]))
  const server = workspace.settings.smtp?.host
  return { domain, findings: readDomain({ domain, own: own!, dmarc: dmarc!, keys: found, server }) }
}
