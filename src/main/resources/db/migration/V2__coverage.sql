-- Which seconds have been read, when last, and how many records came: intervals that never overlap. A window read again takes the
-- place of what it covers, so polling every five minutes leaves no row a poll behind for long.
CREATE TABLE ${if_cut_off}coverage (
  operation        VARCHAR(64) NOT NULL,
  from_second      BIGINT NOT NULL,
  to_second        BIGINT NOT NULL,                -- inclusive
  read_at          BIGINT NOT NULL,
  records          BIGINT NOT NULL,                -- of the reads that make up this interval
  PRIMARY KEY (operation, from_second)
);

-- History to be read in slices behind live polling.
CREATE TABLE ${if_cut_off}backfill (
  id               VARCHAR(40) PRIMARY KEY,
  operation        VARCHAR(64) NOT NULL,
  from_second      BIGINT NOT NULL,
  to_second        BIGINT NOT NULL,
  next_second      BIGINT NOT NULL,                -- everything before is read
  routed           SMALLINT NOT NULL,              -- 1: clicks go through the routing file; 0: they are only stored
  records          BIGINT NOT NULL DEFAULT 0,
  created          BIGINT NOT NULL,
  finished         BIGINT
);

-- When the click was made, epoch milliseconds, as the operation's zone has it; null where its date could not be read.
ALTER TABLE click ADD COLUMN ${if_cut_off}clicked_at BIGINT;
-- 1: stored by a backfill that routed nothing.
ALTER TABLE click ADD COLUMN ${if_cut_off}history SMALLINT DEFAULT 0 NOT NULL;
