-- The newest revision wins, whatever order they arrive in. Without HOLDLOCK two batches could both find a row missing.
MERGE INTO ${table} WITH (HOLDLOCK) AS t USING (SELECT
    CAST(:#operation AS NVARCHAR(MAX)) AS operation, CAST(:#chat_id AS NVARCHAR(MAX)) AS chat_id, CAST(:#source_id AS NVARCHAR(MAX)) AS source_id,
    CAST(:#click_date AS NVARCHAR(MAX)) AS click_date, CAST(:#cod_act AS NVARCHAR(MAX)) AS cod_act, CAST(:#source_url AS NVARCHAR(MAX)) AS source_url,
    CAST(:#source_type AS NVARCHAR(MAX)) AS source_type, CAST(:#rp_id AS NVARCHAR(MAX)) AS rp_id, CAST(:#agent_id AS NVARCHAR(MAX)) AS agent_id,
    CAST(:#media_type AS NVARCHAR(MAX)) AS media_type, CAST(:#media_url AS NVARCHAR(MAX)) AS media_url, CAST(:#record AS NVARCHAR(MAX)) AS record,
    CAST(:#clicked_at AS DATETIMEOFFSET(3)) AS clicked_at, CAST(:#first_seen AS DATETIMEOFFSET(3)) AS first_seen,
    CAST(:#coded_at AS DATETIMEOFFSET(3)) AS coded_at,
    CAST(:#delivered_at AS DATETIMEOFFSET(3)) AS delivered_at, CAST(:#revision AS INT) AS revision
) AS s ON (t.operation = s.operation AND t.chat_id = s.chat_id AND t.source_id = s.source_id AND t.click_date = s.click_date)
WHEN MATCHED AND t.revision <= s.revision THEN UPDATE SET
    cod_act = s.cod_act, source_url = s.source_url, source_type = s.source_type, rp_id = s.rp_id, agent_id = s.agent_id,
    media_type = s.media_type, media_url = s.media_url, record = s.record, clicked_at = s.clicked_at,
    first_seen = s.first_seen, coded_at = s.coded_at, delivered_at = s.delivered_at, revision = s.revision
WHEN NOT MATCHED THEN INSERT (
    operation, chat_id, source_id, click_date, cod_act, source_url, source_type, rp_id, agent_id, media_type, media_url, record,
    clicked_at, first_seen, coded_at, delivered_at, revision
) VALUES (
    s.operation, s.chat_id, s.source_id, s.click_date, s.cod_act, s.source_url, s.source_type, s.rp_id, s.agent_id, s.media_type,
    s.media_url, s.record, s.clicked_at, s.first_seen, s.coded_at, s.delivered_at, s.revision
);
