// What was overdue already when a list first came in: bands of age, and what a person may say to do with each. Nothing of it goes out
// before that is said.

/** The cause of the hold until a band is answered. */
export const backlogCause = 'backlog'
/** The cause of the hold while a statement of account goes first. */
export const statementFirst = 'statement_first'

export const backlogBands = ['1-30', '31-60', '61-90', '91-180', '181+'] as const
export type BacklogBand = (typeof backlogBands)[number]

export const backlogAnswers = ['statement', 'ladder', 'by_hand', 'write_off'] as const
export type BacklogAnswer = (typeof backlogAnswers)[number]

/** So many days after the statement of account the ladder begins, for whoever has neither paid nor answered. */
export const afterStatementDays = 14

const latest: readonly (readonly [BacklogBand, number])[] = [
  ['1-30', 30],
  ['31-60', 60],
  ['61-90', 90],
  ['91-180', 180],
]

/** From one day late on. */
export function backlogBand(daysLate: number): BacklogBand {
  return latest.find(([, until]) => daysLate <= until)?.[0] ?? '181+'
}
