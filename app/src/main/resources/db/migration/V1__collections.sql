-- Everything Pictor keeps but the vectors: their tables (embedding_512 and so on) have one
-- dimension each and are made when the first collection of that dimension is.

CREATE TABLE collection (
  id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name          text        NOT NULL UNIQUE,
  model         text        NOT NULL,
  location      text        NOT NULL,
  fingerprint   text        NOT NULL,
  dimension     integer     NOT NULL,
  preprocessing text        NOT NULL,
  precision     text        NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE collection IS 'Pictures with embeddings of one model; every write locks its row';
COMMENT ON COLUMN collection.location IS 'where the model was when the collection was made';
COMMENT ON COLUMN collection.precision IS 'of the model, fp32 say; not part of its fingerprint';

CREATE TABLE root (
  collection_id bigint NOT NULL REFERENCES collection ON DELETE CASCADE,
  name          text   NOT NULL,
  directory     text   NOT NULL,
  PRIMARY KEY (collection_id, name)
);
COMMENT ON TABLE root IS 'Folders that were indexed';

CREATE TABLE picture (
  collection_id bigint  NOT NULL REFERENCES collection ON DELETE CASCADE,
  id            uuid    NOT NULL,
  hash          bytea   NOT NULL,
  format        text    NOT NULL,
  size_bytes    bigint  NOT NULL,
  width         integer NOT NULL,
  height        integer NOT NULL,
  PRIMARY KEY (collection_id, id)
);
COMMENT ON COLUMN picture.id IS 'the first 128 bits of hash';
COMMENT ON COLUMN picture.hash IS 'SHA-256 of the file';
CREATE INDEX picture_format ON picture (collection_id, format);

CREATE TABLE file (
  collection_id   bigint  NOT NULL REFERENCES collection ON DELETE CASCADE,
  place_id        uuid    NOT NULL,
  root            text    NOT NULL,
  path            text    NOT NULL,
  size_bytes      bigint  NOT NULL,
  modified_millis bigint  NOT NULL,
  picture_id      uuid,
  failure         text,
  failed_at       timestamptz,
  attempts        integer,
  PRIMARY KEY (collection_id, place_id),
  FOREIGN KEY (collection_id, picture_id) REFERENCES picture ON DELETE CASCADE,
  CONSTRAINT picture_or_failure CHECK (
    CASE WHEN picture_id IS NULL
         THEN num_nonnulls(failure, failed_at, attempts) = 3
         ELSE num_nulls(failure, failed_at, attempts) = 3 END)
);
COMMENT ON TABLE file IS 'Places of pictures, and files that could not be read';
COMMENT ON COLUMN file.place_id IS
  'the first 128 bits of the SHA-256 of root, a zero byte and path: paths can be too long for an index';
CREATE INDEX file_picture ON file (collection_id, picture_id);
CREATE INDEX file_failure ON file (collection_id, failed_at) WHERE picture_id IS NULL;

CREATE TABLE thumbnail (
  collection_id bigint NOT NULL,
  picture_id    uuid   NOT NULL,
  jpeg          bytea  NOT NULL,
  PRIMARY KEY (collection_id, picture_id),
  FOREIGN KEY (collection_id, picture_id) REFERENCES picture ON DELETE CASCADE
);
-- A JPEG does not get smaller.
ALTER TABLE thumbnail ALTER COLUMN jpeg SET STORAGE EXTERNAL;
