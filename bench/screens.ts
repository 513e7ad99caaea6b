// Every screen of the desk and what it asks of the server, with examples to ask about: the same list that screens.test.ts holds against
// the pages, so that no request of a page goes unmeasured.

import type { BenchDesk } from './served.ts'

export interface Asked {
  /** The call as the pages write it. */
  readonly call: string
  /** Undefined where the book has nothing of the kind. */
  path(some: Examples, turn: number): string | undefined
  body?(some: Examples, turn: number): unknown
  /** How many pages are turned. */
  readonly pages?: number
}

export interface Screen {
  readonly name: string
  readonly asks: readonly Asked[]
}

export interface Examples {
  readonly debtors: readonly string[]
  readonly claims: readonly string[]
  readonly messages: readonly string[]
  readonly coming: readonly string[]
  readonly documents: readonly string[]
  readonly templates: readonly string[]
  readonly policies: readonly string[]
  readonly uploads: readonly string[]
  readonly webhooks: readonly string[]
  readonly policy: unknown
  readonly source: string
}

type Items = { items: { id: string }[]; next?: string }

/** Things from all over the book. */
export async function examples(desk: BenchDesk): Promise<Examples> {
  const items = async (path: string) => ((await desk.ask(path)) as Items).items
  const cases = []
  for (const query of [
    'order=overdue',
    'order=name',
    'order=look&down=false',
    'order=name&next=task',
    'order=late&held=dispute',
    'order=name&held=promise',
    'words=C777',
  ])
    cases.push(
      ...((await desk.ask(`/v1/cases?limit=12&${query}`)) as { items: { debtor: string }[] }).items.slice(0, 12),
    )
  const coming = (await desk.ask('/v1/week/coming?limit=60')) as { items: { key: string; debtor: { id: string } }[] }
  const claims = await items('/v1/claims?limit=24&open=true')
  const templates = (await items('/v1/templates')) as { id: string; language?: string }[]
  const policies = await items('/v1/policies')
  const { id } = (await desk.ask('/v1/uploads?fileName=list.csv', csv)) as { id: string }
  const words = (await desk.ask('/v1/templates/en/friendly')) as { source: string }
  return {
    debtors: [...new Set(cases.map((it) => it.debtor))],
    claims: claims.map((it) => it.id),
    messages: (await items('/v1/outbox?state=waiting&limit=24')).map((it) => it.id),
    coming: coming.items.map((it) => `${it.debtor.id}/${it.key}`),
    documents: (await items('/v1/documents?limit=24')).map((it) => it.id),
    templates: templates.map((it) => `${it.language}/${it.id}`).slice(0, 12),
    policies: policies.map((it) => it.id),
    uploads: [id],
    webhooks: (await items('/v1/webhooks')).map((it) => it.id),
    policy: policies[0],
    source: words.source,
  }
}

const csv = new TextEncoder().encode(
  'Customer no;Customer;Invoice number;Invoice date;Due date;Amount;Currency\nC1;Quay Foods 1 Ltd;X1;2026-01-02;2026-02-02;100.00;GBP\n',
)

const turned = (all: readonly string[], turn: number) => all[turn % Math.max(1, all.length)]

/** A call as it is asked: what stands in brackets from the examples of that kind. */
function ask(call: string, of?: keyof Examples, query = '', pages?: number): Asked {
  const [, template] = call.split(' ') as [string, string]
  return {
    call,
    pages,
    path(some, turn) {
      if (of === undefined) return `${template}${query}`
      const one = turned(some[of] as readonly string[], turn)
      return one === undefined ? undefined : `${template.replace(/\{.*\}/, one)}${query}`
    },
  }
}

const each = (call: string, queries: readonly string[], pages?: number) =>
  queries.map((query) => ask(call, undefined, query === '' ? '' : `?${query}`, pages))

// What stands around every page.
const frame = [
  ask('GET /v1/workspace'),
  ask('GET /v1/reckonings'),
  ask('GET /v1/stop'),
  ask('GET /v1/account'),
  ...each('GET /v1/search', [
    'text=harbour',
    'text=mill+foods',
    'text=R4711-',
    'text=C12',
    'text=abbey+textiles+77',
    'text=B10',
  ]),
]

const late = [
  'order=overdue&down=true',
  'order=overdue&down=false',
  'order=late&down=true',
  'order=look&down=false',
  'order=name&down=false',
  'order=name&down=true',
]
const filtered = [
  'late=90%2B',
  'late=31-60',
  'overdueFrom=250000&overdueTo=260000',
  'next=approve',
  'next=send',
  'next=held',
  'held=dispute',
  'held=promise',
  'country=SE&handling=by_hand',
  'country=US&late=61-90',
  'currency=GBP&kind=business',
  'words=harbour+777',
  'words=C99',
  'words=mill',
  'currency=USD',
  'stage=second',
]

export const screens: readonly Screen[] = [
  { name: 'every page', asks: frame },
  {
    name: 'today',
    asks: [
      ask('GET /v1/today'),
      ask('GET /v1/today', undefined, '?mine=true'),
      ask('GET /v1/approvals'),
      ask('GET /v1/autopilots'),
      ask('GET /v1/backlog'),
      ask('GET /v1/bank-details'),
      ask('GET /v1/settings'),
      ask('GET /v1/outbox', undefined, '?state=waiting&limit=1'),
    ],
  },
  {
    name: 'week',
    asks: [
      ask('GET /v1/week'),
      ask('GET /v1/week/coming', undefined, '?limit=60', 4),
      ask('GET /v1/outbox', undefined, '?state=waiting&limit=200', 4),
      ask('GET /v1/week/coming/{debtor}/{key}', 'coming'),
      ask('GET /v1/outbox/{id}', 'messages'),
    ],
  },
  { name: 'calls', asks: [ask('GET /v1/calls'), ask('GET /v1/calls', undefined, '?mine=true')] },
  {
    name: 'promises',
    asks: [
      ...each(
        'GET /v1/promises',
        ['standing=due&order=day', 'standing=coming&order=day', 'standing=kept&order=sum'],
        4,
      ),
      ...each('GET /v1/promises/sums', ['', 'mine=true']),
    ],
  },
  {
    name: 'cases',
    asks: [
      ...each(
        'GET /v1/cases',
        [
          ...late,
          ...filtered.map((it) => `order=overdue&${it}`),
          ...filtered.map((it) => `order=name&down=false&${it}`),
        ],
        4,
      ),
      ask('GET /v1/cases/choices'),
      ask('GET /v1/cases/bulk'),
      ask('GET /v1/views', undefined, '?page=cases'),
    ],
  },
  { name: 'cases, counts', asks: each('GET /v1/cases/count', ['', ...filtered]) },
  {
    name: 'case',
    asks: [
      ask('GET /v1/cases/{id}', 'debtors'),
      ask('GET /v1/cases/{id}/timeline', 'debtors'),
      ask('GET /v1/cases/{id}/version', 'debtors'),
      ask('GET /v1/cases/{id}/escalation', 'debtors'),
      ask('GET /v1/debtors/{id}/statement', 'debtors'),
      ask('GET /v1/messages/{id}/content', 'messages'),
      ask('GET /v1/outbox/{id}/receipt', 'messages'),
    ],
  },
  {
    name: 'debtors',
    asks: each(
      'GET /v1/debtors',
      [
        '',
        'order=name',
        'order=name&down=true',
        'order=name&down=true&handling=by_hand',
        'words=harbour',
        'words=textiles+77',
        'kind=consumer',
      ],
      4,
    ),
  },
  {
    name: 'debtor',
    asks: [
      ask('GET /v1/debtors/{id}', 'debtors'),
      ask('GET /v1/debtors/{id}/overview', 'debtors'),
      ask('GET /v1/debtors/{id}/terms', 'debtors'),
      ...each('GET /v1/groups', ['limit=8', 'limit=8&starts=ha']),
    ],
  },
  {
    name: 'claims',
    asks: each(
      'GET /v1/claims',
      [
        'newest=true',
        'open=true',
        'newest=true&open=true',
        'starts=R777',
        'order=due&open=true',
        'order=due&down=true',
      ],
      4,
    ),
  },
  {
    name: 'claim',
    asks: [
      ask('GET /v1/claims/{id}', 'claims'),
      ask('GET /v1/claims/{id}/overview', 'claims'),
      ask('GET /v1/claims/{id}/statement', 'claims'),
      {
        ...ask('POST /v1/approvals/check'),
        body: (some, turn) => ({ act: { kind: 'write_off', claim: turned(some.claims, turn), because: 'small' } }),
      },
    ],
  },
  {
    name: 'bank',
    asks: [
      ...each('GET /v1/bank-lines', ['limit=1', 'state=open&limit=30', 'state=booked&limit=30'], 4),
      ask('GET /v1/bank/statements', undefined, '?limit=10'),
      ask('GET /v1/offers-in-full'),
      ask('GET /v1/bank/returns', undefined, '?limit=20'),
      {
        ...ask('GET /v1/payments', 'debtors'),
        path: (some, turn) => `/v1/payments?debtor=${turned(some.debtors, turn)}`,
      },
    ],
  },
  { name: 'reports', asks: [ask('GET /v1/reports/tables')] },
  { name: 'inbox', asks: [ask('GET /v1/inbox')] },
  {
    name: 'documents',
    asks: [
      ...each('GET /v1/documents', ['limit=50', 'limit=50&q=R777'], 2),
      ask('GET /v1/documents/{id}/content', 'documents'),
    ],
  },
  {
    name: 'imports',
    asks: [
      ask('GET /v1/imports', undefined, '?limit=50'),
      ask('GET /v1/uploads/{id}', 'uploads'),
      { ...ask('POST /v1/uploads/{id}/look', 'uploads'), body: () => ({}) },
    ],
  },
  {
    name: 'ladders',
    asks: [
      ask('GET /v1/policies'),
      ask('GET /v1/policy-standings'),
      ask('GET /v1/policies/{id}/use', 'policies'),
      { ...ask('POST /v1/policies/{id}/check', 'policies'), body: (some) => ({ draft: some.policy }) },
    ],
  },
  {
    name: 'templates',
    asks: [
      ask('GET /v1/templates'),
      ask('GET /v1/templates/{language}/{id}', 'templates'),
      { ...ask('POST /v1/templates/{language}/{id}/check', 'templates'), body: (some) => ({ source: some.source }) },
    ],
  },
  {
    name: 'writing',
    asks: [
      {
        ...ask('POST /v1/templates/preview'),
        body: (some, turn) => ({ debtor: some.debtors[turn % 8], step: 'friendly' }),
      },
      {
        ...ask('POST /v1/messages/preview'),
        body: (some, turn) => ({ debtor: some.debtors[turn % 8], subject: 'Your invoices', text: 'Please ring me.' }),
      },
    ],
  },
  {
    name: 'settings',
    asks: [
      ask('GET /v1/settings'),
      ask('GET /v1/bank-details'),
      ask('GET /v1/collectors'),
      ask('GET /v1/online-pay'),
      ask('GET /v1/members'),
      ask('GET /v1/keys'),
      ask('GET /v1/webhooks'),
      ask('GET /v1/webhooks/{id}/log', 'webhooks'),
      ask('GET /v1/law'),
      ask('GET /v1/law/missing'),
      ask('GET /v1/rates'),
      ask('GET /v1/exchange-rates'),
      ask('GET /v1/exchange-rates/last', undefined, '?base=EUR&source=ECB'),
      ask('GET /v1/live'),
      ask('GET /v1/backups'),
      ask('GET /v1/audit', undefined, '?limit=50', 4),
      ask('GET /v1/audit/people'),
    ],
  },
]
