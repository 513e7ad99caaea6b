// All operations of the API in the order of the document: what app.ts serves, and what the typed client knows.

import { accounts } from './account.ts'
import { answers } from './answer.ts'
import { approvals } from './approval.ts'
import { audits } from './audit.ts'
import { autopilots } from './autopilot.ts'
import { backlog } from './backlog.ts'
import { backups } from './backup.ts'
import { bank } from './bank.ts'
import { bankChanges } from './bank-change.ts'
import { bankLines } from './bank-line.ts'
import { bankLooks } from './bank-look.ts'
import { bankReturns } from './bank-return.ts'
import { calls } from './call.ts'
import { cases } from './case.ts'
import { caseBulk } from './case-bulk.ts'
import { caseLists } from './case-list.ts'
import { casePages } from './case-page.ts'
import { claims } from './claim.ts'
import { collectors } from './collector.ts'
import { contacts } from './contact.ts'
import { debtors } from './debtor.ts'
import { escalations } from './escalation.ts'
import { exchanges } from './exchange.ts'
import { filed } from './filed.ts'
import { golive } from './golive.ts'
import { gone } from './gone.ts'
import { groups } from './group.ts'
import { imports } from './import.ts'
import { offersInFull } from './in-full.ts'
import { mails } from './inbox.ts'
import { keys } from './key.ts'
import { laws } from './law.ts'
import { lawMissing } from './law-missing.ts'
import { members } from './member.ts'
import { merges } from './merge.ts'
import { messages } from './message.ts'
import { notes } from './note.ts'
import { onlinePay } from './online-pay.ts'
import { outbox } from './outbox.ts'
import { overviews } from './overview.ts'
import { papers } from './paper.ts'
import { payments } from './payment.ts'
import { policies } from './policy.ts'
import { promises } from './promise.ts'
import { rates } from './rate.ts'
import { reckonings } from './reckoning.ts'
import { reports } from './report.ts'
import { reportTables } from './report-table.ts'
import { search } from './search.ts'
import { settings } from './settings.ts'
import { simulations } from './simulation.ts'
import { statements } from './statement.ts'
import { stories } from './story.ts'
import { tasks } from './task.ts'
import { templates } from './template.ts'
import { terms } from './terms.ts'
import { today } from './today.ts'
import { uploads } from './upload.ts'
import { waivers } from './waiver.ts'
import { webhooks } from './webhook.ts'
import { week } from './week.ts'
import { workspace } from './workspace.ts'

export const operations = [
  ...workspace,
  ...today,
  ...week,
  ...autopilots,
  ...mails,
  ...debtors,
  ...groups,
  ...terms,
  ...contacts,
  ...merges,
  ...claims,
  ...waivers,
  ...overviews,
  ...payments,
  ...offersInFull,
  ...approvals,
  ...bankLines,
  ...cases,
  // Before one case, whose path would take "bulk" for its id.
  ...caseBulk,
  ...caseLists,
  ...casePages,
  ...stories,
  ...outbox,
  ...messages,
  ...answers,
  ...promises,
  ...tasks,
  ...calls,
  ...escalations,
  ...notes,
  ...papers,
  ...policies,
  ...templates,
  ...laws,
  ...lawMissing,
  ...rates,
  ...reports,
  ...reportTables,
  ...reckonings,
  ...exchanges,
  ...search,
  ...statements,
  ...simulations,
  // Before the others, whose path would take theirs for a kind of list.
  ...bankReturns,
  ...bankLooks,
  ...bank,
  ...imports,
  ...uploads,
  ...filed,
  ...backlog,
  ...gone,
  ...golive,
  ...backups,
  ...webhooks,
  ...settings,
  ...onlinePay,
  ...bankChanges,
  ...members,
  ...collectors,
  ...keys,
  ...accounts,
  ...audits,
] as const
