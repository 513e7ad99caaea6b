// Words of the desk in the languages it speaks. A page's words stand in one file, each language beside the other; what is missing in
// one is an error of the compiler, not of the reader.

export type Language = 'en' | 'de'
export const languages: readonly Language[] = ['en', 'de']

type Widened<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : Widened<T[K]>
}

/** Keeps the shape of the English words for all others. */
export function both<const T extends object>(all: {
  readonly en: T
  readonly de: Widened<T>
}): Record<Language, Widened<T>> {
  return all as unknown as Record<Language, Widened<T>>
}
