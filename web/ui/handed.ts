// Files dropped on one page and taken up by the next.

let waiting: readonly File[] = []

export function handOver(files: readonly File[]): void {
  waiting = files
}

/** What was handed over, once. */
export function takeUp(): readonly File[] {
  const files = waiting
  waiting = []
  return files
}
