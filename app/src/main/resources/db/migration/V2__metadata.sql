-- What pictures' files tell of them. Null where nothing is known, as for all that was indexed
-- before. Text that filters look into is there folded too, because what lower() does depends on
-- the database.

ALTER TABLE picture
  ADD COLUMN taken_at             timestamp,
  ADD COLUMN taken_offset_seconds integer,
  ADD COLUMN camera               text,
  ADD COLUMN camera_folded        text COLLATE "C",
  ADD COLUMN lens                 text,
  ADD COLUMN lens_folded          text COLLATE "C",
  ADD COLUMN exposure_seconds     double precision,
  ADD COLUMN f_number             double precision,
  ADD COLUMN iso                  integer,
  ADD COLUMN focal_length_mm      double precision,
  ADD COLUMN latitude             double precision,
  ADD COLUMN longitude            double precision,
  ADD COLUMN orientation          integer,
  ADD COLUMN title                text,
  ADD COLUMN keywords             text[],
  ADD COLUMN keywords_folded      text[] COLLATE "C",
  ADD COLUMN rating               integer;

COMMENT ON COLUMN picture.taken_at IS 'what the clock of the camera showed; null if it did not say';
COMMENT ON COLUMN picture.taken_offset_seconds IS 'of that clock from UTC; null if the camera did not say';
COMMENT ON COLUMN picture.latitude IS 'degrees, WGS 84, north is positive';
COMMENT ON COLUMN picture.longitude IS 'degrees, WGS 84, east is positive';
COMMENT ON COLUMN picture.orientation IS 'as EXIF has it, 1 to 8; width and height have it applied';
COMMENT ON COLUMN picture.rating IS 'stars, 0 to 5';
CREATE INDEX picture_taken_at ON picture (collection_id, taken_at);
