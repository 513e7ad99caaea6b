// All operations of the API in the order of the document: what app.ts serves, and what the typed client knows.

import { answers } from './answer.ts'
import { cases } from './case.ts'
import { caseLists } from './case-list.ts'
import { claims } from './claim.ts'
import { debtors } from './debtor.ts'
import { gone } from './gone.ts'
import { imports } from './import.ts'
import { laws } from './law.ts'
import { merges } from './merge.ts'
import { outbox } from './outbox.ts'
import { overviews } from './overview.ts'
import { payments } from './payment.ts'
import { policies } from './policy.ts'
import { reports } from './report.ts'
import { search } from './search.ts'
import { simulations } from './simulation.ts'
import { statements } from './statement.ts'
import { tasks } from './task.ts'
import { templates } from './template.ts'
import { webhooks } from './webhook.ts'
import { workspace } from './workspace.ts'

export const operations = [
  ...workspace,
  ...debtors,
  ...merges,
  ...claims,
  ...overviews,
  ...payments,
  ...cases,
  ...caseLists,
  ...outbox,
  ...answers,
  ...tasks,
  ...policies,
  ...templates,
  ...laws,
  ...reports,
  ...search,
  ...statements,
  ...simulations,
  ...imports,
  ...gone,
  ...webhooks,
] as const
