// An import that a person may cancel while it is at work. What was read is forgotten, and what was written is taken back as a whole; where
// something was built on it meanwhile it stays as a whole, and the Problem says so.

import { Problem, problem } from '../core/problem.ts'
import { type ImportDesk, type ImportOptions, type ImportPlan, type ImportResult, runImport } from './import.ts'
import { undoImport } from './undo.ts'

/** As `runImport`; a Problem that says what became of it where it was cancelled. */
export async function runOrCancel(desk: ImportDesk, plan: ImportPlan, options: ImportOptions): Promise<ImportResult> {
  const result = await runImport(desk, plan, options)
  if (!result.cancelled) return result
  const again = 'The file is still here: correct what you like and take it in when you want.'
  if (result.importId === undefined)
    throw problem('import.cancelled', 'It was cancelled while it was read. Nothing was taken in.', again)
  const rows = `${result.rows} ${result.rows === 1 ? 'row' : 'rows'}`
  try {
    await undoImport(desk, result.importId)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw problem(
      'import.cancelled_kept',
      `It was cancelled after ${rows}. They stay, whole, because they cannot be taken back: ${error.facts.says}`,
      'Take in the file again to have the rest, nothing comes twice; or take this import back under Import, once what was built on it is undone.',
    )
  }
  throw problem(
    'import.cancelled',
    `It was cancelled after ${rows}, and they were taken back: nothing of this file is owed. Customers it named stay, with nothing open.`,
    again,
  )
}
