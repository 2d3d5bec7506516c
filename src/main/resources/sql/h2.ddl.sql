-- One row a click, its newest code. A click without a chat has 'click:' and its own id as chat_id.
CREATE TABLE IF NOT EXISTS ${table} (
    operation    VARCHAR(100) NOT NULL,
    chat_id      VARCHAR(255) NOT NULL,
    source_id    VARCHAR(255) NOT NULL,
    click_date   VARCHAR(64)  NOT NULL,
    cod_act      VARCHAR      NOT NULL,
    revision     INT          NOT NULL,
    clicked_at   TIMESTAMP WITH TIME ZONE,
    first_seen   TIMESTAMP WITH TIME ZONE,
    coded_at     TIMESTAMP WITH TIME ZONE,
    source_url   VARCHAR,
    source_type  VARCHAR,
    rp_id        VARCHAR,
    agent_id     VARCHAR,
    media_type   VARCHAR,
    media_url    VARCHAR,
    record       VARCHAR      NOT NULL,
    delivered_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (operation, chat_id, source_id, click_date)
)
