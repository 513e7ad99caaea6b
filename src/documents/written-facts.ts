// What a template may say of a message that a person writes: their own words, and whether what is open stands under them.

export interface WrittenFacts {
  readonly subject: string
  /** Their lines, by paragraph. */
  readonly paragraphs: readonly (readonly string[])[]
  readonly account: boolean
}

/** The same shape as a value, for checking templates. */
export const writtenShape = {
  fields: { subject: 'text', paragraphs: { each: { each: 'text' } }, account: 'flag' },
} as const
