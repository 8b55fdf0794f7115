-- The last run of indexing of each collection: one row for each process that took part. The rows of
-- the run before are removed when one begins.

CREATE TABLE run (
  id             uuid        PRIMARY KEY,
  collection_id  bigint      NOT NULL REFERENCES collection ON DELETE CASCADE,
  scopes         text        NOT NULL,
  host           text        NOT NULL,
  process_id     bigint      NOT NULL,
  began_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  lease_until    timestamptz NOT NULL,
  has_ended      boolean     NOT NULL DEFAULT false,
  is_interrupted boolean     NOT NULL DEFAULT false,
  read           bigint      NOT NULL DEFAULT 0,
  added          bigint      NOT NULL DEFAULT 0,
  failed         bigint      NOT NULL DEFAULT 0,
  unchanged      bigint      NOT NULL DEFAULT 0
);
COMMENT ON COLUMN run.scopes IS 'the folders that it brings up to date: those of one scope find the same';
COMMENT ON COLUMN run.last_at IS 'when it ended, until then when it stored something last';
COMMENT ON COLUMN run.lease_until IS 'when it is taken for dead, unless it renews that';
CREATE INDEX run_collection ON run (collection_id);
