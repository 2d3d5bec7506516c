-- Attempts at a delivery that its own row does not tell of: those that failed, and the success that a replay overwrote.
-- The last success stands in the delivery alone, so that what goes well costs no row more.
CREATE TABLE ${if_cut_off}attempt (
  delivery_id      VARCHAR(40) NOT NULL,
  attempt          INTEGER NOT NULL,               -- 1, 2, ... over all replays
  ended            BIGINT NOT NULL,
  outcome          VARCHAR(10) NOT NULL,           -- failed, done
  failure          VARCHAR(40),                    -- kind of the failure
  status           INTEGER,                        -- HTTP status, where there was one
  error            VARCHAR,                        -- one line
  PRIMARY KEY (delivery_id, attempt)
);

-- Attempts that the retry schedule does not count: those before the last replay, and those that found the destination paused.
-- attempts counts those of the schedule under way; both together number an attempt.
ALTER TABLE delivery ADD COLUMN ${if_cut_off}uncounted INTEGER DEFAULT 0 NOT NULL;

-- Destinations that get nothing for now; their queues are kept.
CREATE TABLE ${if_cut_off}pause (
  destination      VARCHAR(64) PRIMARY KEY,
  kind             VARCHAR(10) NOT NULL,           -- gone: it answered 410; refused: 401, 403, a refused log-in; manual: by command
  since            BIGINT NOT NULL,
  reason           VARCHAR NOT NULL,               -- one line
  next_try         BIGINT,                         -- refused: one delivery may be tried from then on; null: none
  until            BIGINT                          -- manual: it ends by itself then; null: it does not
);

-- Clicks of this second and before may have been deleted (store.keep): what is read there is not taken for news.
ALTER TABLE operation_state ADD COLUMN ${if_cut_off}forgotten_second BIGINT;
