// The kinds of documents that are filed under claims and customers, and may go out as copies with a message.

export const documentKinds = ['invoice', 'contract', 'order', 'proof_of_delivery'] as const
export type DocumentKind = (typeof documentKinds)[number]
