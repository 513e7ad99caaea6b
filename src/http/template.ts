// The words over the API: which templates there are, what they say, one's own, and how a step would read for a debtor today.

import { z } from '@hono/zod-openapi'
import type { Finding } from '../core/lint.ts'
import { policyShape } from '../core/policy.ts'
import { problem } from '../core/problem.ts'
import { type StepWanted, stepWords } from '../engine/preview-step.ts'
import { checkWords, keepTemplate, readWords } from '../engine/template.ts'
import { sendTemplateTest } from '../engine/template-test.ts'
import { templatesWith } from '../engine/words.ts'
import { policyFrom } from '../rules/notices.ts'
import { newestTemplates, readTemplates } from '../store/template.ts'
import { debtorBy } from './debtor.ts'
import { checkVersion, operation } from './operation.ts'
import { idShape, textShape } from './shape.ts'

const languageShape = z
  .string()
  .regex(/^[a-z]{2}$/)
  .openapi({ example: 'en' })
const one = z.strictObject({
  language: languageShape,
  id: z
    .string()
    .regex(/^_?[a-z][a-z0-9-]{0,59}$/)
    .openapi({ example: 'second', description: 'A partial begins with an underscore.' }),
})
const wordsShape = z
  .object({ id: z.string(), language: z.string(), source: z.string(), version: z.int().nullable() })
  .openapi('Template')

const remarkShape = z.object({
  rule: z.string(),
  level: z.enum(['error', 'warning']),
  part: z.string(),
  line: z.int(),
  words: z.string(),
  says: z.string(),
  better: z.string(),
  cite: z.string(),
})

function remarkJson({ rule, level, part, line, words, says, better, cite }: Finding) {
  return { rule, level, part, line, words, says, better, cite }
}

const wantedShape = {
  debtor: idShape('dbt'),
  step: textShape(60),
  policy: textShape(60).optional(),
  language: languageShape.optional(),
  draft: policyShape.optional().openapi({ description: 'A ladder that is not saved yet.' }),
  template: one.shape.id.optional().openapi({ description: "Instead of the step's own." }),
  source: z
    .string()
    .max(100_000)
    .optional()
    .openapi({ description: 'Words of that template that are not kept yet; name the language with them.' }),
}
const testShape = z.strictObject(wantedShape)

function wantedOf({ step, policy, language, template, source, draft }: z.output<typeof testShape>): StepWanted {
  return { step, policyId: policy, language, templateId: template, source, draft: draft && policyFrom(draft) }
}

export const templates = [
  operation({
    id: 'listTemplates',
    noun: 'templates',
    method: 'get',
    path: '/v1/templates',
    says: 'Every template in every language, and the version of your own words where there are some.',
    answer: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          language: z.string(),
          kind: z.string(),
          tone: z.string(),
          ownVersion: z.int().nullable(),
        }),
      ),
    }),
    work: (desk) =>
      desk.tx(async (tx) => {
        const own = await newestTemplates(tx)
        const version = (language: string, id: string) =>
          own.find((it) => it.language === language && it.id === id && it.source !== '')?.version ?? null
        const items = templatesWith(await readTemplates(tx)).all.map(({ id, language, kind, tone }) => ({
          ...{ id, language, kind, tone },
          ownVersion: version(language, id),
        }))
        return { json: { items } }
      }),
  }),
  operation({
    id: 'readTemplate',
    noun: 'templates',
    method: 'get',
    path: '/v1/templates/{language}/{id}',
    says: 'The text of a template or a partial, to change and save; an earlier version of your own where it is named.',
    params: one,
    query: z.strictObject({ version: z.coerce.number<number>().int().min(1).max(1_000_000).optional() }),
    answer: wordsShape,
    versioned: true,
    work: (desk, { params, query }) =>
      desk.tx(async (tx) => {
        const source = await readWords(tx, params, query.version)
        const own = (await newestTemplates(tx)).find((it) => it.language === params.language && it.id === params.id)
        const version = query.version ?? own?.version
        return { json: { ...params, source, version: version ?? null }, version: own?.version ?? 0 }
      }),
  }),
  operation({
    id: 'saveTemplate',
    noun: 'templates',
    method: 'put',
    path: '/v1/templates/{language}/{id}',
    says: 'Keeps your own words as a new version, checked first; an empty text goes back to the words that come with Dunwell.',
    params: one,
    body: z.strictObject({ source: z.string().max(100_000) }),
    answer: z.object({ id: z.string(), language: z.string(), version: z.int().nullable() }),
    versioned: true,
    right: 'manage',
    work: (desk, { params, body, version }) =>
      desk.tx(async (tx) => {
        const own = async () =>
          (await newestTemplates(tx)).find((it) => it.language === params.language && it.id === params.id)?.version ?? 0
        checkVersion(version, await own())
        const saved = await keepTemplate(tx, { ...params, source: body.source })
        return { json: { ...params, version: saved.version ?? null }, version: await own() }
      }),
  }),
  operation({
    id: 'checkTemplate',
    noun: 'templates',
    method: 'post',
    path: '/v1/templates/{language}/{id}/check',
    says: 'What the linter remarks of words that are not kept yet, and what would keep them from being kept. Nothing is written.',
    params: one,
    body: z.strictObject({ source: z.string().max(100_000) }),
    answer: z.object({
      refused: z.object({ says: z.string(), fix: z.string(), line: z.int().nullable() }).nullable(),
      remarks: z.array(remarkShape),
    }),
    reads: true,
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        const { refused, remarks } = await checkWords(tx, { ...params, source: body.source })
        return { json: { refused: refused ?? null, remarks: remarks.map(remarkJson) } }
      }),
  }),
  operation({
    id: 'previewTemplate',
    noun: 'templates',
    method: 'post',
    path: '/v1/templates/preview',
    says: 'How a step would read for a debtor today. Nothing is written and nothing is sent.',
    body: z.strictObject({
      ...wantedShape,
      letter: z.boolean().default(false).openapi({ description: 'Also as a picture of its pages.' }),
    }),
    answer: z.object({
      policy: z.string(),
      template: z.string(),
      language: z.string(),
      to: z.string().nullable(),
      subject: z.string(),
      text: z.string(),
      html: z.string(),
      drawn: z.string().nullable().openapi({ description: 'SVG.' }),
      enclosed: z.array(z.string()),
      remarks: z.array(remarkShape),
    }),
    reads: true,
    work: (desk, { body }) =>
      desk.tx(async (tx) => {
        const found = await debtorBy(tx, body.debtor)
        const words = await stepWords(tx, desk.workspace, found, wantedOf(body), desk.today)
        const { subject, text, html } = words.message
        if (text === '') throw problem('template.empty', 'This step has no words.', 'Choose a step that is a message.')
        const { policyId: policy, to = null, enclosed } = words
        const drawn = body.letter ? words.drawn() : null
        const remarks = words.remarks.map(remarkJson)
        const seen = { subject, text, html, drawn, enclosed: [...enclosed], remarks }
        return { json: { policy, template: words.templateId, language: words.language, to, ...seen } }
      }),
  }),
  operation({
    id: 'testTemplate',
    noun: 'templates',
    method: 'post',
    path: '/v1/templates/test',
    says: 'Sends a step as it would read for a debtor to the signed-in person’s own address, marked as a test. Nothing goes to the debtor, and nothing is kept.',
    body: testShape,
    answer: z.object({ to: z.string(), subject: z.string(), said: z.string() }),
    peopleOnly: true,
    apart: true,
    work: async (desk, { body }) => {
      const debtor = await desk.tx((tx) => debtorBy(tx, body.debtor))
      const person = desk.member!
      const sent = await sendTemplateTest(desk, person, { key: debtor, name: debtor.name }, wantedOf(body))
      return { json: { to: person.email, ...sent } }
    },
  }),
] as const
