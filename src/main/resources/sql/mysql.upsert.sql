-- The newest revision wins, whatever order they arrive in. Assignments run from left to right, so revision comes last.
INSERT INTO ${table} (
    operation, chat_id, source_id, click_date, cod_act, source_url, source_type, rp_id, agent_id, media_type, media_url, record,
    clicked_at, first_seen, coded_at, delivered_at, revision
) VALUES (
    :#operation, :#chat_id, :#source_id, :#click_date, :#cod_act, :#source_url, :#source_type, :#rp_id, :#agent_id, :#media_type,
    :#media_url, :#record, :#clicked_at, :#first_seen, :#coded_at, :#delivered_at, :#revision
)
ON DUPLICATE KEY UPDATE
    cod_act = IF(VALUES(revision) >= revision, VALUES(cod_act), cod_act),
    source_url = IF(VALUES(revision) >= revision, VALUES(source_url), source_url),
    source_type = IF(VALUES(revision) >= revision, VALUES(source_type), source_type),
    rp_id = IF(VALUES(revision) >= revision, VALUES(rp_id), rp_id),
    agent_id = IF(VALUES(revision) >= revision, VALUES(agent_id), agent_id),
    media_type = IF(VALUES(revision) >= revision, VALUES(media_type), media_type),
    media_url = IF(VALUES(revision) >= revision, VALUES(media_url), media_url),
    record = IF(VALUES(revision) >= revision, VALUES(record), record),
    clicked_at = IF(VALUES(revision) >= revision, VALUES(clicked_at), clicked_at),
    first_seen = IF(VALUES(revision) >= revision, VALUES(first_seen), first_seen),
    coded_at = IF(VALUES(revision) >= revision, VALUES(coded_at), coded_at),
    delivered_at = IF(VALUES(revision) >= revision, VALUES(delivered_at), delivered_at),
    revision = IF(VALUES(revision) >= revision, VALUES(revision), revision)
