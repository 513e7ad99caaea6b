// All operations of the API in the order of the document: what app.ts serves, and what the typed client knows.

import { answers } from './answer.ts'
import { backlog } from './backlog.ts'
import { bank } from './bank.ts'
import { cases } from './case.ts'
import { claims } from './claim.ts'
import { debtors } from './debtor.ts'
import { golive } from './golive.ts'
import { gone } from './gone.ts'
import { imports } from './import.ts'
import { mails } from './inbox.ts'
import { laws } from './law.ts'
import { merges } from './merge.ts'
import { outbox } from './outbox.ts'
import { payments } from './payment.ts'
import { policies } from './policy.ts'
import { reports } from './report.ts'
import { simulations } from './simulation.ts'
import { statements } from './statement.ts'
import { tasks } from './task.ts'
import { templates } from './template.ts'
import { today } from './today.ts'
import { uploads } from './upload.ts'
import { webhooks } from './webhook.ts'
import { workspace } from './workspace.ts'

export const operations = [
  ...workspace,
  ...today,
  ...mails,
  ...debtors,
  ...merges,
  ...claims,
  ...payments,
  ...cases,
  ...outbox,
  ...answers,
  ...tasks,
  ...policies,
  ...templates,
  ...laws,
  ...reports,
  ...statements,
  ...simulations,
  // Before the others, whose path would take theirs for a kind of list.
  ...bank,
  ...imports,
  ...uploads,
  ...backlog,
  ...gone,
  ...golive,
  ...webhooks,
] as const
