-- One schema for H2 and PostgreSQL: only what both understand alike.
-- Times are epoch milliseconds (UTC); "second" in a name means epoch seconds. Text columns have no length, so nothing is cut.

-- One row an operation: who may poll, how far reading has come, what went wrong last.
CREATE TABLE ${if_not_exists}operation_state (
  operation        VARCHAR(64) PRIMARY KEY,
  lease_holder     VARCHAR(200),
  lease_token      BIGINT NOT NULL DEFAULT 0,      -- rises with each holder: a holder that wakes up late no longer matches it
  lease_until      BIGINT NOT NULL DEFAULT 0,
  origin_second    BIGINT,                         -- where the first poll began; re-reads never look further back
  progress_second  BIGINT,                         -- every second up to here has been read at least once
  read_no          BIGINT NOT NULL DEFAULT 0,      -- numbers the reads, begun with each call
  span_seconds     BIGINT NOT NULL DEFAULT 2592000,-- how long a window may be now: halved on trouble, grown on success
  next_poll        BIGINT NOT NULL DEFAULT 0,
  waiting_since    BIGINT NOT NULL DEFAULT 0,      -- when next_poll was set; a time to come means that the clock was put back
  failures         INTEGER NOT NULL DEFAULT 0,     -- in a row
  stopped          VARCHAR(40),                    -- the kind of answer that stopped the operation; cleared at start
  last_good        BIGINT,
  last_records     BIGINT,                         -- when an answer last held records
  last_failure     BIGINT,
  last_message     VARCHAR,
  forgotten_second BIGINT                          -- clicks of this second and before may have been deleted (store.keep): no news
);

-- When each re-read tier (for example 6h/30m) was last read to its end.
CREATE TABLE ${if_not_exists}re_read (
  operation        VARCHAR(64) NOT NULL,
  tier             VARCHAR(40) NOT NULL,
  read_at          BIGINT NOT NULL,
  PRIMARY KEY (operation, tier)
);

-- Seconds that could not be read whole. They are tried again, in parts as long as they can be cut, and a row goes once they were read.
CREATE TABLE ${if_not_exists}gap (
  operation        VARCHAR(64) NOT NULL,
  from_second      BIGINT NOT NULL,
  to_second        BIGINT NOT NULL,                -- inclusive
  kind             VARCHAR(12) NOT NULL DEFAULT 'UNREADABLE', -- UNREADABLE: no whole answer; FULL: more than one answer holds; SHORT: fewer than announced
  routing          VARCHAR(12) NOT NULL DEFAULT 'NEWS', -- how its clicks are routed once they come
  reason           VARCHAR NOT NULL,
  found_at         BIGINT NOT NULL,
  tries            INTEGER NOT NULL DEFAULT 0,     -- since it was found
  tried_at         BIGINT NOT NULL DEFAULT 0,
  next_try         BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (operation, from_second, to_second)
);

-- Reads that stored a part of their answer and did not (yet) come to its end: the next read of that window compares with care.
CREATE TABLE ${if_not_exists}cut_read (
  operation        VARCHAR(64) NOT NULL,
  read_no          BIGINT NOT NULL,
  PRIMARY KEY (operation, read_no)
);

-- Calls made, by day in the operation's zone (yyyy-MM-dd).
CREATE TABLE ${if_not_exists}quota (
  operation        VARCHAR(64) NOT NULL,
  quota_day        VARCHAR(10) NOT NULL,
  used             INTEGER NOT NULL,
  PRIMARY KEY (operation, quota_day)
);

-- One row for each call that a token may have in flight; a taken slot frees itself when the call must be over.
CREATE TABLE ${if_not_exists}call_slot (
  token_key        VARCHAR(64) NOT NULL,
  slot             INTEGER NOT NULL,
  holder           VARCHAR(200),
  taken_until      BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (token_key, slot)
);

-- Row numbers of deliveries, handed out in blocks: rows that come together lie together. Each commit then writes a few pages at a table's
-- end and none in its midst.
CREATE SEQUENCE ${if_not_exists}row_block INCREMENT BY 10000;

-- A click by its identity (operation, chat_id, source_id, date), with its current code.
CREATE TABLE ${if_not_exists}click (
  id               UUID PRIMARY KEY,
  operation        VARCHAR(64) NOT NULL,
  chat_id          VARCHAR NOT NULL,
  source_id        VARCHAR NOT NULL,
  click_date       VARCHAR NOT NULL,
  cod_act          VARCHAR NOT NULL,               -- this and the next two: the current revision's
  revision         INTEGER NOT NULL,               -- its number: 0 is a click that came without a code
  seen_at          BIGINT NOT NULL,
  content_hash     BIGINT NOT NULL,
  read_no          BIGINT NOT NULL,                -- the read that last wrote this row
  variants         VARCHAR,                        -- null: just this record; else all records of this identity in one answer
  before_read      VARCHAR,                        -- the variants before read_no; null: none
  first_seen       BIGINT NOT NULL,
  coded_at         BIGINT,                         -- when a code was first seen
  clicked_at       BIGINT,                         -- when the click was made, as the operation's zone has it; null: its date could not be read
  history          SMALLINT DEFAULT 0 NOT NULL,    -- 1: stored by a backfill that routed nothing
  source_type      VARCHAR DEFAULT '' NOT NULL,    -- this and the next three: of the current record, without outer spaces; '' for -, 0, null
  media_type       VARCHAR DEFAULT '' NOT NULL,
  rp_id            VARCHAR DEFAULT '' NOT NULL,
  agent_id         VARCHAR DEFAULT '' NOT NULL,
  clicked_hour     SMALLINT DEFAULT -1 NOT NULL,   -- 0 to 23 as its date says; -1: its date could not be read
  chat_key         BIGINT DEFAULT 0 NOT NULL       -- when it was made, in three hours since 1970, times 2^32, and a hash of chat_id
);
-- Finds the clicks of a chat by eight looks for each day. Not on chat_id: PostgreSQL refuses a row whose indexed text is longer than about
-- 2,700 bytes, and a chat_id has no limit. The time comes first, so that what is read now is written to one end of the index.
CREATE INDEX ${if_not_exists}click_chat ON click (chat_key);

-- Days on which clicks were made, as their dates say, and whether their counts are those of the clicks: changes = counted.
CREATE TABLE ${if_not_exists}click_day (
  operation        VARCHAR(64) NOT NULL,
  clicked_day      INTEGER NOT NULL,               -- days since 1970-01-01; 0: the date could not be read
  from_id          UUID NOT NULL,                  -- ids of that day: an id begins with the date
  to_id            UUID NOT NULL,
  changes          BIGINT NOT NULL,                -- rises with each transaction that changes a click of the day
  counted          BIGINT NOT NULL,                -- what changes was when the day was counted
  PRIMARY KEY (operation, clicked_day)
);

-- Clicks of a day by ad and code, and by other things and code. Counted anew for each day that has changed.
CREATE TABLE ${if_not_exists}click_count (
  operation        VARCHAR(64) NOT NULL,
  dimension        VARCHAR(16) NOT NULL,           -- what name is: all, ad, source, type, routing-point, agent, hour
  clicked_day      INTEGER NOT NULL,
  name             VARCHAR NOT NULL,               -- '': none
  cod_act          VARCHAR NOT NULL,
  clicks           BIGINT NOT NULL,
  chats            BIGINT NOT NULL,                -- those of clicks that are the first of their chat on that day with that name
  agents           BIGINT NOT NULL,                -- those of clicks with an agent
  within_1h        BIGINT NOT NULL,                -- this and the next: how long after the click its code was first seen, where that was watched
  within_6h        BIGINT NOT NULL,
  within_24h       BIGINT NOT NULL,
  within_48h       BIGINT NOT NULL,
  within_7d        BIGINT NOT NULL,
  later            BIGINT NOT NULL
);
-- No name in it: it has no limit.
CREATE INDEX ${if_not_exists}click_count_day ON click_count (operation, dimension, clicked_day);

-- The vendor's own total of a day (chat_15), as it was last asked for.
CREATE TABLE ${if_not_exists}day_total (
  operation        VARCHAR(64) NOT NULL,
  total_day        INTEGER NOT NULL,               -- days since 1970-01-01, in the operation's zone
  theirs           BIGINT,                         -- null: it tells none
  ours             BIGINT NOT NULL,                -- clicks of that day in the store, when it was asked
  asked_at         BIGINT NOT NULL,
  read_again       SMALLINT NOT NULL,              -- 1: the day was read once more because of it
  PRIMARY KEY (operation, total_day)
);

-- A click's record as of each of its codes.
CREATE TABLE ${if_not_exists}revision (
  click_id         UUID NOT NULL,
  revision         INTEGER NOT NULL,
  cod_act          VARCHAR NOT NULL,
  record           VARCHAR NOT NULL,               -- JSON, every field as the API named it
  seen_at          BIGINT NOT NULL,
  destinations     INTEGER NOT NULL,               -- to how many it was routed; -1: routing failed, routed again later
  routed_to        VARCHAR,                        -- their names, separated by commas
  PRIMARY KEY (click_id, revision)
);

-- Revisions on which the routing file failed, until it succeeds.
CREATE TABLE ${if_not_exists}unrouted (
  click_id         UUID NOT NULL,
  revision         INTEGER NOT NULL,
  reason           VARCHAR,                        -- of the last failure, one line
  failed_at        BIGINT,
  PRIMARY KEY (click_id, revision)
);

-- The outbox: one row for each click, revision and destination.
CREATE TABLE ${if_not_exists}delivery (
  row_id           BIGINT PRIMARY KEY,
  id               VARCHAR(40) NOT NULL,           -- what a receiver sees as webhook-id: the same for ever
  destination      VARCHAR(64) NOT NULL,
  click_id         UUID NOT NULL,
  revision         INTEGER NOT NULL,
  operation        VARCHAR(64) NOT NULL,
  body             VARCHAR,                        -- made by the routing file; null: made from the record
  content_type     VARCHAR,
  state            VARCHAR(10) NOT NULL,           -- pending, done, dead
  attempts         INTEGER NOT NULL DEFAULT 0,     -- those that the retry schedule counts
  uncounted        INTEGER NOT NULL DEFAULT 0,     -- those before the last replay, and at a paused destination; both together number an attempt
  due              BIGINT NOT NULL,                -- pending: not to be claimed before; dead: when it was given up
  holder           VARCHAR(200),                   -- pending: the instance that has leased it; done: the one that delivered it
  leased_until     BIGINT NOT NULL DEFAULT 0,      -- pending: when the lease expires, and anybody may claim it; 0: nobody has it
  created          BIGINT NOT NULL,
  finished         BIGINT,
  failure          VARCHAR(40),                    -- kind of the last failure
  status           INTEGER,                        -- HTTP status of the last attempt, where there was one
  error            VARCHAR,
  batch            VARCHAR(40)                     -- the request that it shares with others, or its own id: always alone; null: not said yet
);
-- No index on id: it would cost every click that comes, and an id begins as that of its click does (delivery_click).
-- failure and status: what was given up is counted by its reasons without a look at its rows, which lie far apart.
CREATE INDEX ${if_not_exists}delivery_due ON delivery (destination, state, due, failure, status)${unless_done};
-- An id of a click begins with its time: new rows come to one end of it.
CREATE INDEX ${if_not_exists}delivery_click ON delivery (click_id);

-- Which read of the report caused deliveries: those of revisions that were first seen then.
CREATE TABLE ${if_not_exists}read_trace (
  operation        VARCHAR(64) NOT NULL,
  seen_at          BIGINT NOT NULL,
  traceparent      VARCHAR(60) NOT NULL,           -- as W3C Trace Context writes it
  PRIMARY KEY (operation, seen_at)
);

-- Requests that carry several clicks: which ones, stored before the first of them is sent, so that a repeat carries the same.
CREATE TABLE ${if_not_exists}batch (
  id               VARCHAR(40) PRIMARY KEY,        -- webhook-id of the request
  deliveries       VARCHAR NOT NULL                -- row_id, separated by commas
);

-- Chats that were forgotten on request: only a hash is left, so that what is read of them is not stored again.
CREATE TABLE ${if_not_exists}forgotten (
  operation        VARCHAR(64) NOT NULL,
  hash             VARCHAR(64) NOT NULL,           -- SHA-256 of operation and chat_id
  forgotten_at     BIGINT NOT NULL,
  PRIMARY KEY (operation, hash)
);

-- People of chats (wolkvox.enrich), for the destinations that ask for them. Only a hash tells of which chat.
CREATE TABLE ${if_not_exists}contact (
  operation        VARCHAR(64) NOT NULL,
  hash             VARCHAR(64) NOT NULL,           -- SHA-256 of operation and chat_id
  contact          VARCHAR NOT NULL,               -- JSON: name, phone, email or their hashes, duration, agent
  stored_at        BIGINT NOT NULL,
  PRIMARY KEY (operation, hash)
);

-- What chat_1 answered last.
CREATE TABLE ${if_not_exists}enrichment (
  operation        VARCHAR(64) PRIMARY KEY,
  asked_at         BIGINT NOT NULL,
  span_seconds     BIGINT NOT NULL,                -- how long a window may be: halved on trouble, grown on success
  wanted           INTEGER NOT NULL,               -- chats that were looked for
  found            INTEGER NOT NULL,               -- how many of them it had
  records          BIGINT NOT NULL,
  outside          BIGINT NOT NULL,                -- records with a date before or after the window
  failure          VARCHAR                         -- one line; null: it answered
);

-- What could not be understood, with its raw text and the reason.
CREATE TABLE ${if_not_exists}quarantine (
  operation        VARCHAR(64) NOT NULL,
  hash             VARCHAR(64) NOT NULL,
  reason           VARCHAR NOT NULL,
  raw              VARCHAR NOT NULL,
  found_at         BIGINT NOT NULL,
  PRIMARY KEY (operation, hash)
);

-- Which seconds have been read, when last, and how many records came: intervals that never overlap. A window read again takes the
-- place of what it covers, so polling every five minutes leaves no row a poll behind for long.
CREATE TABLE ${if_not_exists}coverage (
  operation        VARCHAR(64) NOT NULL,
  from_second      BIGINT NOT NULL,
  to_second        BIGINT NOT NULL,                -- inclusive
  read_at          BIGINT NOT NULL,
  records          BIGINT NOT NULL,                -- of the reads that make up this interval
  PRIMARY KEY (operation, from_second)
);

-- History to be read in slices behind live polling.
CREATE TABLE ${if_not_exists}backfill (
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

-- Attempts at a delivery that its own row does not tell of: those that failed, and the success that a replay overwrote.
-- The last success stands in the delivery alone, so that what goes well costs no row more.
CREATE TABLE ${if_not_exists}attempt (
  delivery_id      VARCHAR(40) NOT NULL,
  attempt          INTEGER NOT NULL,               -- 1, 2, ... over all replays
  ended            BIGINT NOT NULL,
  outcome          VARCHAR(10) NOT NULL,           -- failed, done
  failure          VARCHAR(40),                    -- kind of the failure
  status           INTEGER,                        -- HTTP status, where there was one
  error            VARCHAR,                        -- one line
  answer           VARCHAR,                        -- how the receiver's answer begins, one line, secrets masked
  PRIMARY KEY (delivery_id, attempt)
);

-- Destinations that get nothing for now; their queues are kept.
CREATE TABLE ${if_not_exists}pause (
  destination      VARCHAR(64) PRIMARY KEY,
  kind             VARCHAR(20) NOT NULL,           -- gone: it answered 410; misconfigured: a mistake of ours; refused: 401, 403, a refused log-in; manual: by command
  since            BIGINT NOT NULL,
  reason           VARCHAR NOT NULL,               -- one line
  next_try         BIGINT,                         -- refused: one delivery may be tried from then on; null: none
  until            BIGINT                          -- manual: it ends by itself then; null: it does not
);

-- Processes that run the main job, or did: what `status` says of them. No other part of the product relies on it.
CREATE TABLE ${if_not_exists}instance (
  name             VARCHAR(200) PRIMARY KEY,       -- host/process number/random
  version          VARCHAR(100) NOT NULL,
  started          BIGINT NOT NULL,
  seen             BIGINT NOT NULL,                -- it said so last then; one that says nothing for a minute is gone
  ended            BIGINT,                         -- it was told to end then; null: it runs, or was killed
  consumed         VARCHAR,                        -- destinations from whose queues its routes take, separated by commas
  without_route    VARCHAR                         -- destinations that its routing file names and no route takes from
);

-- What `reload` asks a process for, and what it answered. Rows of the last day.
CREATE TABLE ${if_not_exists}reload (
  id               VARCHAR(36) PRIMARY KEY,
  instance         VARCHAR(200) NOT NULL,          -- who is asked
  asked            BIGINT NOT NULL,
  loaded           BOOLEAN,                        -- null: not answered yet
  answer           VARCHAR                         -- lines, without secrets
);

-- How often the operator is spoken to; whoever holds the row's lock compares what is wrong with what was.
CREATE TABLE ${if_not_exists}operator_turn (
  name             VARCHAR(20) PRIMARY KEY,        -- operator; doctor
  spoke            BIGINT NOT NULL,                -- when it last did something; 0: never
  spacing          BIGINT NOT NULL                 -- milliseconds until it may again
);

-- What is wrong, or was a moment ago, and what the operator was told of it.
CREATE TABLE ${if_not_exists}operator_event (
  kind             VARCHAR(40) NOT NULL,           -- dead, paused, ..., or a check of doctor
  subject          VARCHAR(200) NOT NULL,          -- operation, destination, or empty
  words            VARCHAR NOT NULL,               -- one sentence
  amount           BIGINT NOT NULL,
  since            BIGINT NOT NULL,
  well_since       BIGINT,                         -- it is seen no more since then; null: it lasts
  told             BIGINT,                         -- null: never
  told_amount      BIGINT NOT NULL,
  PRIMARY KEY (kind, subject)
);

-- Messages to the operator that have not arrived yet.
CREATE TABLE ${if_not_exists}operator_message (
  id               VARCHAR(40) NOT NULL,           -- the same through all attempts
  way              VARCHAR(10) NOT NULL,           -- email, webhook
  created          BIGINT NOT NULL,
  subject          VARCHAR NOT NULL,
  body             VARCHAR NOT NULL,
  attempts         INTEGER NOT NULL,
  due              BIGINT NOT NULL,
  PRIMARY KEY (id, way)
);

-- What token servers gave in the place of the settings' refresh tokens; encrypted by those.
CREATE TABLE ${if_not_exists}kept_token (
  name             VARCHAR(100) PRIMARY KEY,       -- the destination's
  tokens           VARCHAR,                        -- null: none yet
  turn_of          VARCHAR(40),                    -- who asks for new ones just now
  turn_ends        BIGINT NOT NULL                 -- 0: nobody does
);

-- What doctor said last, by whichever process looked.
CREATE TABLE ${if_not_exists}doctor_finding (
  topic            VARCHAR(40) NOT NULL,           -- such as machine-disk
  place            INTEGER NOT NULL,               -- of several with the same topic
  subject          VARCHAR(200) NOT NULL,          -- operation, destination, or empty
  sign             VARCHAR(10) NOT NULL,           -- good, warning, bad, skipped
  words            VARCHAR NOT NULL,
  remedy           VARCHAR NOT NULL,
  looked           BIGINT NOT NULL,
  PRIMARY KEY (topic, place)
);
