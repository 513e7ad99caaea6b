// What a channel knows after it was handed a message. A contact happens at most once, so these four are never blurred:
// only what is surely not sent may be tried again by a program, and what is in doubt a person settles.

export type Outcome =
  /** The other side took it; in its own words. Taken is not delivered. */
  | { readonly kind: 'accepted'; readonly detail: string }
  /**
   * The other side said no to this message. Permanent: saying it again will not help. `code` is the SMTP reply, and is absent
   * where the no was plain before asking (longer than the server takes, an address that is none).
   */
  | { readonly kind: 'refused'; readonly detail: string; readonly permanent: boolean; readonly code?: number }
  /** Surely nothing left, and the message itself is not to blame: it waits, and goes later. */
  | { readonly kind: 'not_sent'; readonly detail: string }
  /** It may have been taken, or not. Nobody here can know. */
  | { readonly kind: 'in_doubt'; readonly detail: string }
