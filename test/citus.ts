// Stands in for Citus in a database that has none: its functions check what the real ones check before they spread a table, as its
// documentation says, and note the call. Nothing is spread. It cannot tell how a query fares on several nodes.

import pg from 'pg'

const shim = `
CREATE SCHEMA citus_shim;
CREATE TABLE citus_shim.tables (name regclass PRIMARY KEY, kind text NOT NULL, key text, company integer);
CREATE TABLE citus_shim.calls (no integer GENERATED ALWAYS AS IDENTITY, says text NOT NULL);
CREATE VIEW citus_shim.citus_tables AS SELECT name AS table_name, kind AS citus_table_type, coalesce(key, '<none>') AS distribution_column, company AS colocation_id FROM citus_shim.tables;
GRANT USAGE ON SCHEMA citus_shim TO PUBLIC;
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA citus_shim TO PUBLIC;

CREATE FUNCTION citus_shim.citus_version() RETURNS text LANGUAGE sql AS $$ SELECT 'Citus 13.0.1 on a shim' $$;

CREATE FUNCTION citus_shim.refuse_table(it regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT relowner FROM pg_class WHERE oid = it) <> (SELECT oid FROM pg_roles WHERE rolname = current_user) THEN
    RAISE EXCEPTION 'must be owner of table %', it; END IF;
  IF EXISTS (SELECT 1 FROM citus_shim.tables WHERE name = it) THEN RAISE EXCEPTION 'table "%" is already distributed', it; END IF;
  IF EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = it AND NOT tgisinternal) THEN
    RAISE EXCEPTION 'cannot distribute relation "%" because it has triggers', it; END IF;
  IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = it AND attidentity <> '' AND atttypid <> 'bigint'::regtype) THEN
    RAISE EXCEPTION 'cannot complete operation on % with smallint/int identity column', it; END IF;
  IF EXISTS (SELECT 1 FROM pg_inherits WHERE inhrelid = it OR inhparent = it) THEN RAISE EXCEPTION '% is inherited', it; END IF;
END $$;

CREATE FUNCTION citus_shim.create_reference_table(it regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE f record;
BEGIN
  PERFORM citus_shim.refuse_table(it);
  IF NOT EXISTS (SELECT 1 FROM pg_index WHERE indrelid = it AND indisprimary) THEN
    RAISE EXCEPTION 'reference table % has no primary key: it could not be copied while it is written', it; END IF;
  FOR f IN SELECT * FROM pg_constraint WHERE contype = 'f' AND conrelid = it AND confrelid <> it LOOP
    IF NOT EXISTS (SELECT 1 FROM citus_shim.tables WHERE name = f.confrelid AND kind = 'reference') THEN
      RAISE EXCEPTION 'foreign keys from reference tables to distributed or local tables are not supported: %', f.conname; END IF;
  END LOOP;
  INSERT INTO citus_shim.tables VALUES (it, 'reference', NULL, 0);
  INSERT INTO citus_shim.calls (says) VALUES (format('reference %s', it));
END $$;

CREATE FUNCTION citus_shim.create_distributed_table(it regclass, by text, colocate_with text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE key smallint; type oid; i record; f record; other citus_shim.tables; mine integer;
BEGIN
  PERFORM citus_shim.refuse_table(it);
  SELECT attnum, atttypid INTO key, type FROM pg_attribute WHERE attrelid = it AND attname = by AND NOT attisdropped;
  IF key IS NULL THEN RAISE EXCEPTION 'column "%" of relation "%" does not exist', by, it; END IF;
  IF (SELECT attidentity <> '' OR attgenerated <> '' FROM pg_attribute WHERE attrelid = it AND attnum = key) THEN
    RAISE EXCEPTION '%: the distribution column is generated', it; END IF;
  FOR i IN SELECT * FROM pg_index WHERE indrelid = it AND (indisunique OR indisexclusion) LOOP
    IF NOT key = ANY(i.indkey::smallint[]) THEN
      RAISE EXCEPTION 'cannot create constraint on "%": Distributed relations cannot have UNIQUE, EXCLUDE, or PRIMARY KEY constraints that do not include the partition column (%)', it, i.indexrelid::regclass; END IF;
  END LOOP;
  IF colocate_with = 'none' THEN
    SELECT coalesce(max(company), 0) + 1 INTO mine FROM citus_shim.tables;
  ELSE
    SELECT * INTO other FROM citus_shim.tables WHERE name = colocate_with::regclass AND kind = 'distributed';
    IF other.company IS NULL THEN RAISE EXCEPTION 'relation % is not distributed', colocate_with; END IF;
    IF (SELECT atttypid FROM pg_attribute WHERE attrelid = other.name AND attname = other.key) <> type THEN
      RAISE EXCEPTION 'cannot colocate tables % and %: distribution column types don''t match', it, other.name; END IF;
    mine := other.company;
  END IF;
  FOR f IN SELECT * FROM pg_constraint WHERE contype = 'f' AND conrelid = it LOOP
    IF f.confrelid = it THEN
      SELECT it, 'distributed', by, mine INTO other;
    ELSE
      SELECT * INTO other FROM citus_shim.tables WHERE name = f.confrelid;
    END IF;
    IF other.kind IS NULL THEN
      RAISE EXCEPTION 'referenced table "%" must be a distributed table or a reference table', f.confrelid::regclass; END IF;
    IF other.kind = 'distributed' THEN
      IF other.company <> mine THEN
        RAISE EXCEPTION 'cannot create foreign key constraint % since relations are not colocated or not referencing a reference table', f.conname; END IF;
      IF NOT EXISTS (SELECT 1 FROM unnest(f.conkey, f.confkey) AS k (here, there) JOIN pg_attribute a ON a.attrelid = other.name AND a.attnum = k.there
          WHERE k.here = key AND a.attname = other.key) THEN
        RAISE EXCEPTION 'foreign key %: the distribution column must be in the same ordinal in both tables', f.conname; END IF;
    END IF;
    IF key = ANY(f.conkey) AND (f.confdeltype IN ('n', 'd') OR f.confupdtype IN ('n', 'd', 'c')) THEN
      RAISE EXCEPTION 'SET NULL or SET DEFAULT is not supported when distribution key is included in the foreign key constraint %', f.conname; END IF;
  END LOOP;
  INSERT INTO citus_shim.tables VALUES (it, 'distributed', by, mine);
  INSERT INTO citus_shim.calls (says) VALUES (format('distributed %s by %s in %s', it, by, mine));
END $$;

CREATE FUNCTION citus_shim.truncate_local_data_after_distributing_table(it regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM citus_shim.tables WHERE name = it) THEN RAISE EXCEPTION 'supplied parameter is not a distributed relation: %', it; END IF;
  IF EXISTS (SELECT 1 FROM pg_constraint WHERE contype = 'f' AND confrelid = it AND conrelid NOT IN (SELECT name FROM citus_shim.tables)) THEN
    RAISE EXCEPTION 'cannot truncate % a table referenced in a foreign key constraint by a local table', it; END IF;
  -- The real one leaves the rows on their nodes; here they are gone for good.
  EXECUTE format('TRUNCATE %s CASCADE', it);
  INSERT INTO citus_shim.calls (says) VALUES (format('emptied %s', it));
END $$;
`

/** Puts the shim into a database, for connections that are opened from then on. */
export async function shimCitus(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(shim)
    const { name } = (await client.query('SELECT quote_ident(current_database()) AS name')).rows[0]
    await client.query(`ALTER DATABASE ${name} SET search_path TO public, citus_shim`)
  } finally {
    await client.end()
  }
}
