// The house's own words pass its own linter, as they are written and as they leave; and a message whose words must not leave is
// refused with the reason and a task, whoever saved them.

import { expect, test } from 'vitest'
import { stage } from '../../test/stories/story.ts'
import { day } from '../core/day.ts'
import type { LintFacts } from '../core/lint.ts'
import { renderMessage } from '../documents/render.ts'
import { sampleMessage } from '../documents/samples.ts'
import { houseSource, houseTemplates, loadTemplates } from '../documents/template.ts'
import { readyMade } from '../rules/policies.ts'
import { addClaims } from '../store/claim.ts'
import { inWorkspace, rows, sql } from '../store/db.ts'
import { addDebtors } from '../store/debtor.ts'
import { saveTemplate } from '../store/template.ts'
import { readWorkspace } from '../store/workspace.ts'
import { isLintLanguage, lintTemplate, lintText } from './lint.ts'
import { rehearse } from './rehearse.ts'

test('every template that comes with the house passes, in four languages', () => {
  const all = houseTemplates()
  expect(new Set(all.map((it) => it.language))).toEqual(new Set(['en', 'de', 'fr', 'es']))
  expect(all.length).toBeGreaterThan(100)
  const found = all.flatMap((it) =>
    lintTemplate(it, readyMade).map((one) => `${it.language}/${it.id} ${one.rule} ${one.words}`),
  )
  expect(found).toEqual([])
})

// Who a template is for, by what its ladder says; the others never get it.
const toBusiness = new Set(['firm', 'final', 'demand', 'statutory-interest', 'receipt'])

test.each(loadTemplates().all.map((it) => [`${it.language}/${it.id}`, it] as const))(
  '%s passes as it leaves, drawn for businesses and consumers',
  (_, template) => {
    const { language } = template
    if (!isLintLanguage(language)) throw new Error(language)
    for (const debtorKind of toBusiness.has(template.id)
      ? (['business'] as const)
      : (['business', 'consumer'] as const)) {
      const sample = sampleMessage({
        language,
        nextStep: 'X',
        previous: { on: day('2026-03-01'), about: 'X' },
        received: { amountMinor: 1_240_00, currency: 'EUR', day: day('2026-03-19') },
      })
      const { subject, text } = renderMessage(template, { ...sample, debtor: { ...sample.debtor, kind: debtorKind } })
      const facts: Omit<LintFacts, 'part'> = {
        language,
        debtorKind,
        collector: 'creditor',
        channel: 'email',
        stage: template.kind === 'note' ? 'thanks' : template.kind === 'statement' ? 'statement' : 'second',
        manner: template.manner,
      }
      const errors = [
        ...lintText(subject, { ...facts, part: 'subject' }),
        ...lintText(text, { ...facts, part: 'body' }),
      ].filter((it) => it.level === 'error' || it.rule === 'required.missing' || it.rule === 'reading.hard')
      expect(errors.filter((it) => !(template.manner === 'familiar' && it.rule === 'required.missing'))).toEqual([])
    }
  },
)

test('words that came past the check do not leave: a refusal, and a task to mend them', async () => {
  const it = await stage()
  const bad = houseSource('en', 'friendly')!.replace(
    'That happens easily.',
    'We will inform your bank and your customers.',
  )
  await inWorkspace(it.at.db, it.workspaceId, 'test', async (tx) => {
    // As an older version of the program would have let them in.
    await saveTemplate(tx, { language: 'en', id: 'friendly', source: bad })
    const { creditorId } = await readWorkspace(tx)
    const debtor = (name: string, mail: string) => ({
      name,
      kind: 'business' as const,
      kindBecause: 'Ltd',
      country: 'GB',
      language: 'en',
      handling: 'automatic' as const,
      arrivedOn: day('2024-01-10'),
      creditorId,
      contacts: [{ roles: ['accounts_payable' as const], emails: [mail] }],
    })
    const { made, heads } = await addDebtors(tx, [debtor('Police Supplies Ltd', 'ap@customer.example')])
    await addClaims(
      tx,
      heads.get(made[0]!.book)!,
      made.map((one) => ({
        debtorId: one.id,
        creditorId,
        caseId: one.caseId,
        number: 'N1',
        kind: 'invoice',
        currency: 'GBP',
        issuedOn: day('2024-01-10'),
        arrivedOn: day('2024-01-10'),
        dues: [{ dueOn: day('2024-02-09'), amountMinor: 10_000 }],
      })),
    )
  })
  const live = (from: string, until: string) =>
    rehearse(it.at.db, it.workspaceId, {
      from: day(from),
      until: day(until),
      actor: 'test',
      dataDir: it.at.dataDir,
      clock: { set: () => it.at.clock.set(from) },
      worker: 'test',
      approveAll: true,
      noBrake: true,
      knownEveryDay: true,
      beforeDay: async () => {},
    })
  expect((await live('2024-02-13', '2024-02-13')).sent).toBe(0)
  const seen = await inWorkspace(it.at.db, it.workspaceId, 'test', async (tx) => ({
    refusals: await rows<{ rule: string; cite: string }>(
      tx,
      sql`SELECT reasons -> 0 ->> 'rule' AS rule, reasons -> 0 ->> 'cite' AS cite FROM refusals`,
    ),
    tasks: await rows<{ kind: string; says: string }>(tx, sql`SELECT kind, says FROM tasks`),
  }))
  expect(seen.refusals).toEqual([{ rule: 'threat.disclosure', cite: expect.stringContaining('15 USC 1692b') }])
  expect(seen.tasks).toEqual([{ kind: 'fix', says: expect.stringContaining('Mend the template "friendly" (en)') }])
  // Mended, it leaves: a customer's own name is not what we say.
  await inWorkspace(it.at.db, it.workspaceId, 'test', (tx) =>
    saveTemplate(tx, { language: 'en', id: 'friendly', source: houseSource('en', 'friendly')! }),
  )
  expect((await live('2024-02-14', '2024-02-14')).sent).toBe(1)
})
