-- Who may sign in, and where they work. Who somebody is (password, second factor, passkeys, sessions) stands in a schema of its own,
-- in the shape that better-auth gives it, and is in no backup: after a restore each person makes a new way in. Where they work and
-- what they may do there is ours: a seat is found by the hash of an email address before the wall, the member stands behind it.

CREATE SCHEMA auth;

CREATE TABLE auth."user" (
  "id" uuid PRIMARY KEY,
  "name" text NOT NULL,
  "email" text NOT NULL UNIQUE,
  "emailVerified" boolean NOT NULL,
  "image" text,
  "createdAt" timestamptz NOT NULL,
  "updatedAt" timestamptz NOT NULL,
  "twoFactorEnabled" boolean
);

CREATE TABLE auth."session" (
  "id" uuid PRIMARY KEY,
  "expiresAt" timestamptz NOT NULL,
  "token" text NOT NULL UNIQUE,
  "createdAt" timestamptz NOT NULL,
  "updatedAt" timestamptz NOT NULL,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid NOT NULL REFERENCES auth."user" ("id")
);
CREATE INDEX session_person ON auth."session" ("userId");

CREATE TABLE auth."account" (
  "id" uuid PRIMARY KEY,
  "accountId" text NOT NULL,
  "providerId" text NOT NULL,
  "userId" uuid NOT NULL REFERENCES auth."user" ("id"),
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz NOT NULL,
  "updatedAt" timestamptz NOT NULL
);
CREATE INDEX account_person ON auth."account" ("userId");

CREATE TABLE auth."verification" (
  "id" uuid PRIMARY KEY,
  "identifier" text NOT NULL,
  "value" text NOT NULL,
  "expiresAt" timestamptz NOT NULL,
  "createdAt" timestamptz NOT NULL,
  "updatedAt" timestamptz NOT NULL
);
CREATE INDEX verification_identifier ON auth."verification" ("identifier");

CREATE TABLE auth."twoFactor" (
  "id" uuid PRIMARY KEY,
  "secret" text NOT NULL,
  "backupCodes" text NOT NULL,
  "userId" uuid NOT NULL REFERENCES auth."user" ("id"),
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
CREATE INDEX two_factor_user ON auth."twoFactor" ("userId");

CREATE TABLE auth."passkey" (
  "id" uuid PRIMARY KEY,
  "name" text,
  "publicKey" text NOT NULL,
  "userId" uuid NOT NULL REFERENCES auth."user" ("id"),
  "credentialID" text NOT NULL,
  "counter" integer NOT NULL,
  "deviceType" text NOT NULL,
  "backedUp" boolean NOT NULL,
  "transports" text,
  "createdAt" timestamptz,
  "aaguid" text
);
CREATE INDEX passkey_user ON auth."passkey" ("userId");
CREATE INDEX passkey_credential ON auth."passkey" ("credentialID");

CREATE TABLE auth."rateLimit" (
  "id" uuid PRIMARY KEY,
  "key" text NOT NULL UNIQUE,
  "count" integer NOT NULL,
  "lastRequest" bigint NOT NULL
);

-- Signs cookies and seals second factors; made once for each database.
CREATE TABLE auth.secret (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  value text NOT NULL
);

CREATE TABLE seats (
  email_sha bytea NOT NULL,
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  PRIMARY KEY (email_sha, workspace_id)
);

CREATE TABLE members (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  email text COLLATE "C" NOT NULL,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'manager', 'collector', 'viewer')),
  -- What they may approve for others, in minor units of the workspace's currency; none where they approve nothing.
  approves jsonb,
  language text,
  -- Who does their work, and until which day (not included).
  cover_id uuid,
  cover_until date,
  added_at timestamptz NOT NULL,
  removed_at timestamptz,
  actor text NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX members_email ON members (workspace_id, email) WHERE removed_at IS NULL;

-- Sending stands still while this says so; whoever reads the outbox to send reads it first.
CREATE TABLE stops (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  stopped_at timestamptz NOT NULL,
  stopped_by text NOT NULL,
  lifted_at timestamptz,
  lifted_by text,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX stops_standing ON stops (workspace_id) WHERE lifted_at IS NULL;
