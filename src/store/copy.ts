// COPY over a plain connection: the fastest way in and out of PostgreSQL, with as little in memory as one part. It goes past
// the row policies, so only the owner's work (backup, restore) comes here; the program's own writes use `insert`.

import type { Client, Connection } from 'pg'

// What the driver's types leave out.
interface Wire extends Connection {
  sendCopyFromChunk(chunk: Uint8Array): void
  endCopyFrom(): void
  sendCopyFail(says: string): void
}

interface Done {
  readonly resolve: (rows: number) => void
  readonly reject: (error: unknown) => void
}

/**
 * Runs a `COPY … TO STDOUT` and hands its rows over in parts of about `partBytes` that end with a row. A reader that is slow
 * slows the server down.
 * @returns how many rows there were.
 */
export function copyOut(
  client: Client,
  statement: string,
  partBytes: number,
  take: (bytes: Buffer, rows: number) => Promise<void>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    let part = Buffer.allocUnsafe(partBytes)
    let used = 0
    let rowsInPart = 0
    let rows = 0
    let taken = Promise.resolve()
    let wire: Wire | undefined

    function flush(): void {
      if (used === 0) return
      const full = part.subarray(0, used)
      const count = rowsInPart
      part = Buffer.allocUnsafe(partBytes)
      used = 0
      rowsInPart = 0
      wire?.stream.pause()
      taken = taken.then(() => take(full, count))
      taken.then(
        () => wire?.stream.resume(),
        // The rest is read and dropped: the error is told at the end, when the connection is free again.
        () => wire?.stream.resume(),
      )
    }

    client.query({
      ...deaf({ resolve: () => undefined, reject: (error) => taken.then(() => reject(error), reject) }),
      submit(connection: Connection) {
        wire = connection as unknown as Wire
        connection.query(statement)
      },
      // One message is one row. Its bytes lie in a buffer of the driver's that is used again.
      handleCopyData(message: { chunk: Buffer }) {
        const { chunk } = message
        if (used + chunk.length > part.length) flush()
        if (chunk.length > part.length) part = Buffer.allocUnsafe(chunk.length)
        used += chunk.copy(part, used)
        rowsInPart += 1
        rows += 1
      },
      handleReadyForQuery() {
        flush()
        taken.then(() => resolve(rows), reject)
      },
    })
  })
}

/** Runs a `COPY … FROM STDIN` with these bytes. @returns how many rows went in. */
export function copyIn(client: Client, statement: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0
    let failed: unknown
    let wake: (() => void) | undefined
    const stop = (error: unknown) => {
      failed ??= error
      wake?.()
    }

    async function pump(wire: Wire): Promise<void> {
      try {
        for await (const chunk of bytes) {
          if (failed) return
          wire.sendCopyFromChunk(chunk)
          if (wire.stream.writableNeedDrain) {
            await new Promise<void>((drained) => {
              wake = drained
              wire.stream.once('drain', drained)
            })
          }
        }
        if (!failed) wire.endCopyFrom()
      } catch (error) {
        failed ??= error
        wire.sendCopyFail('the bytes ended early')
      }
    }

    client.query({
      ...deaf({
        resolve: () => undefined,
        reject(error) {
          const cause = failed ?? error
          stop(cause)
          reject(cause)
        },
      }),
      submit: (connection: Connection) => connection.query(statement),
      handleCopyInResponse: (connection: Connection) => void pump(connection as unknown as Wire),
      handleCommandComplete(message: { text: string }) {
        rows = Number(/^COPY (\d+)/.exec(message.text)?.[1] ?? 0)
      },
      handleReadyForQuery: () => resolve(rows),
    })
  })
}

/** What the driver may tell a statement, with nothing done about it but the error. */
function deaf(done: Done) {
  return {
    handleError: done.reject,
    handleRowDescription: () => undefined,
    handleDataRow: () => undefined,
    handleCommandComplete: (_: { text: string }) => undefined,
    handleCopyData: (_: { chunk: Buffer }) => undefined,
    handleCopyInResponse: (_: Connection) => undefined,
    handleReadyForQuery: () => undefined,
    submit: (_: Connection) => undefined,
  }
}
