// Why a database could not be made, started or reached, told as a Problem that the owner of the machine can put right. What
// it does not know it passes on in PostgreSQL's own words.

import { join } from 'node:path'
import { Problem, problem, quoted } from '../core/problem.ts'
import { clusterOf, type Home, notFolder } from './ordinary.ts'

/** Does the work, and throws what the file system or the machine refuse as a Problem. */
export async function explained<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Problem ? error : (fileProblem(dataDir, error as NodeJS.ErrnoException) ?? error)
  }
}

function fileProblem(dataDir: string, error: NodeJS.ErrnoException): Problem | undefined {
  if (error.syscall?.startsWith('spawn')) {
    return problem(
      'database.cannot_run',
      `The database program cannot be run on this machine (${error.code}).`,
      'Run Dunwell as an ordinary user on a system with glibc, or set DATABASE_URL to a PostgreSQL server.',
    )
  }
  if (error.code === 'ENOTDIR' || error.code === 'EEXIST') return notFolder(error.path ?? dataDir)
  if (error.code === 'ENAMETOOLONG') {
    return problem('data.path_too_long', `The path ${quoted(dataDir)} is too long.`, 'Choose a shorter data folder.')
  }
  const said = { EACCES: 'Permission denied', EPERM: 'Permission denied', EROFS: 'Read-only file system' }
  const full = { ENOSPC: 'No space left on device', EDQUOT: 'Disk quota exceeded' }
  const text = { ...said, ...full }[error.code ?? '']
  return text ? explain(error.path ?? dataDir, text) : undefined
}

/** `text`: what PostgreSQL said. */
export function refusal(home: Home, text: string): Problem {
  const reason = /^.*(?:FATAL|PANIC|error):\s*(.*)$/m.exec(text)?.[1] ?? text.trim().split('\n').at(-1)
  return (
    explain(home.folder, text) ??
    problem(
      'database.not_started',
      `The database in ${quoted(home.dataDir, 200)} does not start: ${reason || 'it does not say why'}.`,
      `Look into ${join(clusterOf(home), 'log')}; if the database is damaged, restore a backup into a new data folder.`,
    )
  )
}

const reasons: readonly (readonly [RegExp, string, (place: string) => string, string])[] = [
  [
    /No space left on device|Disk quota exceeded/,
    'data.disk_full',
    (place) => `The disk that holds ${place} is full.`,
    'Free some space (an empty database takes 100 MB) and start again; nothing that was saved is lost.',
  ],
  [
    /Permission denied|Operation not permitted/,
    'data.no_permission',
    (place) => `Dunwell may not write to ${place}.`,
    'Give the OS user that runs Dunwell permission to write there, or choose another data folder.',
  ],
  [
    /Read-only file system/,
    'data.read_only',
    (place) => `The disk that holds ${place} is read-only.`,
    'Choose a data folder on a disk that can be written to.',
  ],
  [
    /has invalid permissions/,
    'data.no_modes',
    (place) => `The disk that holds ${place} does not keep other users out.`,
    'Choose a data folder on a disk that keeps permissions (not FAT, not a shared folder).',
  ],
  [
    /Cannot allocate memory|could not (?:create|map anonymous) shared memory/,
    'database.no_memory',
    () => 'The database found too little memory.',
    'Give the machine or container 512 MB or more.',
  ],
  [
    /user does not exist/,
    'database.unnamed_user',
    () => 'The OS user that runs Dunwell has a number but no name.',
    'Add it to /etc/passwd, or run Dunwell as another user.',
  ],
]

function explain(place: string, text: string): Problem | undefined {
  const found = reasons.find(([pattern]) => pattern.test(text))
  return found && problem(found[1], found[2](quoted(place, 200)), found[3])
}
