-- Paying online: with which provider, the links that go out, what was begun at the provider and what became of it, and the events
-- that the provider told, each of them once.

-- Kept as other secrets are, never in the record.
CREATE TABLE pay_accounts (
  workspace_id uuid PRIMARY KEY REFERENCES workspaces (id),
  provider text NOT NULL,
  secret_key text NOT NULL,
  webhook_secret text NOT NULL,
  -- Of the provider's own test mode, where no money moves.
  test boolean NOT NULL,
  -- A stand-in on this machine, in the provider's place.
  at_url text,
  set_at timestamptz NOT NULL,
  actor text NOT NULL
);

-- Its address holds a secret whose hash is a door; here stands only what the secret opens.
CREATE TABLE pay_links (
  book_id bigint NOT NULL,
  id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  debtor_id uuid NOT NULL,
  creditor_id uuid NOT NULL,
  -- The message it went out in; none where a person made it.
  message_id uuid,
  -- Its claims, with what was open of each and what was asked when it was made.
  claims jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  actor text NOT NULL,
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, debtor_id) REFERENCES debtors (book_id, id)
);
CREATE INDEX pay_links_debtor ON pay_links (book_id, debtor_id);

-- One try to pay at the provider, over one sum in one currency.
CREATE TABLE checkouts (
  book_id bigint NOT NULL,
  id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  debtor_id uuid NOT NULL,
  link_id uuid NOT NULL,
  provider text NOT NULL,
  amount_minor bigint NOT NULL,
  currency text NOT NULL,
  claims jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('begun', 'open', 'processing', 'paid', 'failed', 'expired')),
  -- The provider's own names for it.
  session_ref text,
  payment_ref text,
  url text,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  -- What the provider says was paid, given back (all of it so far, as of a moment) and taken back by banks.
  paid_minor bigint NOT NULL DEFAULT 0,
  refunded_minor bigint NOT NULL DEFAULT 0,
  refunded_at timestamptz,
  disputes jsonb NOT NULL DEFAULT '{}',
  -- The payment that stands for it in the books now.
  payment_id uuid,
  standing_minor bigint NOT NULL DEFAULT 0,
  -- What the provider kept for itself: the creditor's cost, in the currency of the creditor's account there.
  fee_minor bigint,
  fee_currency text,
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, link_id) REFERENCES pay_links (book_id, id)
);
CREATE INDEX checkouts_link ON checkouts (book_id, link_id);
CREATE INDEX checkouts_debtor ON checkouts (book_id, debtor_id);

-- Names and addresses of the payer stay with the provider: only ids, states and sums are kept.
CREATE TABLE pay_events (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  payment_ref text COLLATE "C",
  news jsonb NOT NULL,
  -- `waiting` for the payment it speaks of; `refused` is for a person to look at.
  state text NOT NULL CHECK (state IN ('done', 'waiting', 'refused')),
  says text NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX pay_events_waiting ON pay_events (workspace_id, payment_ref) WHERE state = 'waiting';
