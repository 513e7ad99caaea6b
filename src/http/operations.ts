// All operations of the API in the order of the document: what app.ts serves, and what the typed client knows.

import { answers } from './answer.ts'
import { cases } from './case.ts'
import { claims } from './claim.ts'
import { debtors } from './debtor.ts'
import { imports } from './import.ts'
import { outbox } from './outbox.ts'
import { payments } from './payment.ts'
import { policies } from './policy.ts'
import { reports } from './report.ts'
import { tasks } from './task.ts'
import { webhooks } from './webhook.ts'
import { workspace } from './workspace.ts'

export const operations = [
  ...workspace,
  ...debtors,
  ...claims,
  ...payments,
  ...cases,
  ...outbox,
  ...answers,
  ...tasks,
  ...policies,
  ...reports,
  ...imports,
  ...webhooks,
] as const
