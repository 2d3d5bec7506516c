-- One row a click, its newest code. A click without a chat has 'click:' and its own id as chat_id.
-- The key needs 2,696 of the 3,072 bytes that InnoDB allows. The collation keeps ids apart that differ in case alone.
CREATE TABLE IF NOT EXISTS ${table} (
    operation    VARCHAR(100) NOT NULL,
    chat_id      VARCHAR(255) NOT NULL,
    source_id    VARCHAR(255) NOT NULL,
    click_date   VARCHAR(64)  NOT NULL,
    cod_act      TEXT         NOT NULL,
    revision     INT          NOT NULL,
    clicked_at   TIMESTAMP(3) NULL,
    first_seen   TIMESTAMP(3) NULL,
    coded_at     TIMESTAMP(3) NULL,
    source_url   TEXT,
    source_type  TEXT,
    rp_id        TEXT,
    agent_id     TEXT,
    media_type   TEXT,
    media_url    TEXT,
    record       LONGTEXT     NOT NULL,
    delivered_at TIMESTAMP(3) NOT NULL,
    PRIMARY KEY (operation, chat_id, source_id, click_date)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
