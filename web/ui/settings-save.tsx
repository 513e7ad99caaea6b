// Saving settings that somebody else may be changing too: only what differs from what was seen is sent, with the version it was seen at;
// where another was quicker and said otherwise, a person chooses. Nothing is lost without a word.

import type { Answer, Ask } from '../../src/http/client.ts'
import { dunwell, once, queries } from '../api.ts'
import { autopilotWords } from '../words/autopilot.ts'
import { mailWords } from '../words/mail.ts'
import { settingsWords } from '../words/settings.ts'
import { type Fields, useMerging } from './change.tsx'
import { useWords } from './tongue.tsx'

type Settings = Answer<'GET /v1/settings'>
type Body = NonNullable<Ask<'PATCH /v1/settings'>['body']>

export function useSettingsSave(it: Settings) {
  const labels = useLabels()
  const shown = useShown()
  const { languages } = useWords(settingsWords)
  const fieldsOf = (from: object): Fields =>
    Object.fromEntries(Object.entries(from).map(([key, value]) => [key, shown(value)]))
  const { seen, see, save, error, busy, question } = useMerging({
    ...{ begun: it, labels, shown: fieldsOf },
    says: (key, value) => (key === 'language' ? (languages[value as keyof typeof languages] ?? value) : value),
    read: () => dunwell('GET /v1/settings'),
  })
  const mutate = ({ body }: { body: Body }, then?: { onSuccess?: () => void }) => {
    const [was, wanted] = [fieldsOf(seen), fieldsOf(body)]
    // A secret is never shown, so whether it differs is not known here.
    const differs = (key: string) => key === 'smtp' || key === 'imap' || was[key] !== wanted[key]
    const changed = Object.fromEntries(Object.entries(wanted).filter(([key]) => differs(key)))
    void save(changed, async (fields, { version }) => {
      const some = Object.fromEntries(Object.entries(body).filter(([key]) => fields.has(key))) as Body
      if (fields.size > 0) see(await once('PATCH /v1/settings', { body: some, ifMatch: version }))
      await queries.invalidateQueries()
      then?.onSuccess?.()
    })
  }
  return { mutate, error, isPending: busy, question }
}

/** A setting as a line of text, so that two states of it can be laid side by side. */
function useShown(): (value: unknown) => string {
  const w = useWords(settingsWords)
  const shown = (value: unknown): string => {
    if (value === null || value === undefined) return ''
    if (typeof value === 'boolean') return value ? w.yes : w.no
    if (Array.isArray(value)) return value.join(', ')
    if (typeof value !== 'object') return String(value)
    return Object.entries(value)
      .filter(([key, one]) => one !== null && one !== undefined && !hidden.has(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, one]) => shown(one))
      .join(' · ')
  }
  return shown
}

// What is a secret, or stands in the answer beside what can be changed.
const hidden = new Set(['password', 'secret', 'copyToSent', 'sent', 'provedAt', 'failed'])

function useLabels(): Readonly<Record<string, string>> {
  const w = useWords(settingsWords)
  const m = useWords(mailWords)
  const p = useWords(autopilotWords)
  return {
    ...{ name: w.name, language: w.language, addressLines: w.address, legalLines: w.legal, email: w.email },
    ...{ phone: w.phone, website: w.website, signatory: w.signatory, policy: w.policy, policyByKind: w.policyByKind },
    ...{ smtp: m.out, imap: m.in, mailsPerHour: w.pace, recallMinutes: w.recall, brake: w.brake },
    runHour: w.parts.sending,
    ...{ seenFirst: p.seenFirst, autopilot: w.parts.autopilot, unitCosts: w.cost },
    ...{ knowledge: w.knowledge, manners: w.manners, ownerMail: w.ownerMail, backup: w.parts.backup },
  }
}
