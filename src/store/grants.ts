// Who may do what in the database, as data: which tables are history (added to, never changed), which rows may be updated.
// Applied after every migration, and read by the catalogue test. Everything under the wall gets the row policy.

/** Before the wall: no row policy, because they are how the wall is found. */
export const beforeWall = ['workspaces', 'books', 'doors'] as const

/** Rows the program may update; all other tables are history and take INSERT only. */
export const updatable: readonly string[] = [
  'workspaces',
  'books',
  'settings',
  'creditors',
  'policy_choices',
  'imports',
  'mappings',
  'bank_lines',
  'bank_line_parts',
  'runs',
  'workspace_state',
  'book_totals',
  'debtors',
  'debtor_state',
  'debtor_aliases',
  'contacts',
  'addresses',
  'case_state',
  'claims',
  'dues',
  'liable',
  'claim_state',
  'outbox',
  'tasks',
  'holds',
  'promises',
  'queries',
  'disputes',
  'plans',
  'settlements',
  'matters',
  'placements',
  'groups',
  'mailboxes',
  'inbox',
  'api_keys',
  'told',
  'erasures',
  'legal_holds',
  'licences',
  'documents',
  'mail_sign_ins',
  'webhooks',
  'webhook_deliveries',
  'claim_facts',
]

/** Rows the program may delete: what is derived or an index of something else, and so no history. */
export const deletable: readonly string[] = [
  'refs',
  'search_words',
  'book_totals',
  'policy_choices',
  'mappings',
  'api_requests',
  'mail_sign_ins',
  'webhook_events',
  'webhook_deliveries',
  'webhook_attempts',
]
