// The contract as OpenAPI 3.1, made from the same shapes that check the requests, and a page that shows it to a person. The page
// asks no other server for anything.

import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { type Operation, overwrites } from './operation.ts'

const problemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    fix: z.string().openapi({ description: 'How to put it right.' }),
    line: z.int().optional(),
    column: z.string().optional(),
    value: z.string().optional(),
  })
  .openapi('Problem')

const failures = {
  400: 'The request cannot be read.',
  401: 'There is no key, or it opens nothing.',
  403: 'The key may only read, and this writes.',
  404: 'There is no such thing in this workspace.',
  409: 'It stands in another state, or the same request is still at work.',
  412: 'It was changed since the version of If-Match.',
  413: 'The body is too large.',
  415: 'The body has another form.',
  422: 'It cannot be done, or the Idempotency-Key came with another body before.',
  428: 'A change in place must say for which version it is, with If-Match.',
  429: 'The key made too many requests; Retry-After says when there is room again.',
} as const

/** Puts every operation into the document. */
export function describe(app: OpenAPIHono, operations: readonly Operation[]): void {
  const described = app.openAPIRegistry
  described.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' })
  const refused = { 'application/problem+json': { schema: problemShape } }
  for (const it of operations) {
    const writes = it.method !== 'get'
    const bodies = it.takes
      ? { [it.takes]: { schema: z.string().openapi({ format: 'binary' }) } }
      : it.body && { 'application/json': { schema: it.body } }
    described.registerPath({
      method: it.method,
      path: it.path,
      operationId: it.id,
      tags: [it.noun],
      summary: it.says,
      security: [{ key: [] }],
      request: {
        params: it.params,
        query: it.query,
        headers: z.object({
          ...(writes && !it.reads ? { 'idempotency-key': z.string().max(200).optional() } : {}),
          ...(writes && it.versioned && it.status !== 201
            ? { 'if-match': overwrites(it) ? z.string() : z.string().optional() }
            : {}),
        }),
        ...(bodies && { body: { required: true, content: bodies } }),
      },
      responses: {
        [it.status ?? 200]: {
          description: 'Done.',
          content: { [it.gives ?? 'application/json']: { schema: it.answer } },
        },
        ...Object.fromEntries(
          Object.entries(failures).map(([status, description]) => [status, { description, content: refused }]),
        ),
      },
    })
  }
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
code,pre{font:14px/1.4 ui-monospace,monospace}pre{background:#f4f4f2;padding:1rem;overflow:auto}details{border-top:1px solid #ddd;padding:.5rem 0}
summary{cursor:pointer}b{display:inline-block;min-width:4rem}@media(prefers-color-scheme:dark){body{color:#ddd;background:#191919}pre{background:#242424}}`

interface Described {
  readonly paths?: Readonly<Record<string, object>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

/** Every operation with its form, on one page. */
export function referencePage(document: object): string {
  const { paths = {}, components } = document as Described
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(
      methods as Record<
        string,
        { summary?: string; tags?: string[]; parameters?: unknown; requestBody?: unknown; responses?: unknown }
      >,
    ).map(([method, it]) => ({ path, method, ...it })),
  )
  const nouns = [...Map.groupBy(all, (it) => it.tags?.[0] ?? '')]
  const sections = nouns.map(
    ([noun, some]) =>
      `<h2>${escaped(noun)}</h2>${some
        .map(
          (it) =>
            `<details><summary><b>${it.method.toUpperCase()}</b> <code>${escaped(it.path)}</code> ${escaped(it.summary ?? '')}</summary><pre>${escaped(
              JSON.stringify(
                { parameters: it.parameters, requestBody: it.requestBody, responses: it.responses },
                null,
                2,
              ),
            )}</pre></details>`,
        )
        .join('')}`,
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Dunwell API</title><style>${style}</style>
<h1>Dunwell API</h1><p>Send a key as <code>Authorization: Bearer dw_…</code> (<code>./dunwell key add --name …</code>). The document for programs: <a href="/openapi.json">/openapi.json</a>.</p>
${sections.join('\n')}<h2>forms</h2><pre>${escaped(JSON.stringify(components?.schemas ?? {}, null, 2))}</pre></html>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
