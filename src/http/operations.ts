// All operations of the API in the order of the document: what app.ts serves, and what the typed client knows.

import { accounts } from './account.ts'
import { answers } from './answer.ts'
import { audits } from './audit.ts'
import { bankChanges } from './bank-change.ts'
import { cases } from './case.ts'
import { claims } from './claim.ts'
import { debtors } from './debtor.ts'
import { exchanges } from './exchange.ts'
import { gone } from './gone.ts'
import { imports } from './import.ts'
import { mails } from './inbox.ts'
import { keys } from './key.ts'
import { laws } from './law.ts'
import { members } from './member.ts'
import { merges } from './merge.ts'
import { outbox } from './outbox.ts'
import { payments } from './payment.ts'
import { policies } from './policy.ts'
import { reports } from './report.ts'
import { reportTables } from './report-table.ts'
import { settings } from './settings.ts'
import { simulations } from './simulation.ts'
import { statements } from './statement.ts'
import { tasks } from './task.ts'
import { templates } from './template.ts'
import { today } from './today.ts'
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
  ...reportTables,
  ...exchanges,
  ...statements,
  ...simulations,
  ...imports,
  ...gone,
  ...webhooks,
  ...settings,
  ...bankChanges,
  ...members,
  ...keys,
  ...accounts,
  ...audits,
] as const
