-- The newest revision wins, whatever order they arrive in.
INSERT INTO ${table} AS t (
    operation, chat_id, source_id, click_date, cod_act, source_url, source_type, rp_id, agent_id, media_type, media_url, record,
    clicked_at, first_seen, coded_at, delivered_at, revision
) VALUES (
    :#operation, :#chat_id, :#source_id, :#click_date, :#cod_act, :#source_url, :#source_type, :#rp_id, :#agent_id, :#media_type,
    :#media_url, :#record, :#clicked_at, :#first_seen, :#coded_at, :#delivered_at, :#revision
)
ON CONFLICT (operation, chat_id, source_id, click_date) DO UPDATE SET
    cod_act = EXCLUDED.cod_act, source_url = EXCLUDED.source_url, source_type = EXCLUDED.source_type, rp_id = EXCLUDED.rp_id,
    agent_id = EXCLUDED.agent_id, media_type = EXCLUDED.media_type, media_url = EXCLUDED.media_url, record = EXCLUDED.record,
    clicked_at = EXCLUDED.clicked_at, first_seen = EXCLUDED.first_seen, coded_at = EXCLUDED.coded_at,
    delivered_at = EXCLUDED.delivered_at, revision = EXCLUDED.revision
WHERE t.revision <= EXCLUDED.revision
