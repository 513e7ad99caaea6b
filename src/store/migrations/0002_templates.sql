-- An owner's own words for a template, by language and id, each version kept: what a letter said last year can be read today.

CREATE TABLE template_versions (
  workspace_id uuid NOT NULL,
  language text NOT NULL,
  template_id text NOT NULL,
  version integer NOT NULL,
  -- Empty: back to the words that come with the house.
  source text NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (workspace_id, language, template_id, version)
);
