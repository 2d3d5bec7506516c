package org.clickrouter.store.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.clickrouter.report.Click;
import org.clickrouter.store.jdbc.Database;

/**
 * Looks for clicks by what a person has of them. Goes through all of them, but where they are named: there is no index
 * for the rest.
 */
public final class ClickSearch {

    private static final int PAGE = 2000;

    /**
     * What is known; null leaves a question open.
     *
     * @param clicks only these
     * @param chat a part of the chat's id, in any case
     * @param ad the whole id of the ad or post
     * @param code the current activity code, to the letter
     * @param agent the whole id of the agent
     * @param from made then or later, epoch milliseconds
     * @param to made before then
     */
    public record Question(
            String operation,
            List<UUID> clicks,
            String chat,
            String ad,
            String code,
            String agent,
            Long from,
            Long to) {}

    /**
     * One click, as of its current code.
     *
     * @param made as the API named it
     * @param clicked when that was, epoch milliseconds; null where its date could not be read
     * @param routedTo names of destinations, separated by commas; empty where there are none
     * @param routed to how many destinations; -1 where routing failed
     */
    public record Hit(
            UUID id,
            String operation,
            String chatId,
            String sourceId,
            String made,
            Long clicked,
            String code,
            int revision,
            long firstSeen,
            String routedTo,
            int routed,
            String agent) {}

    private final Database database;

    public ClickSearch(Database database) {
        this.database = database;
    }

    /** @return the youngest first */
    public List<Hit> find(Question question, int limit) {
        List<Object> parameters = new ArrayList<>();
        String sql =
                "SELECT c.id, c.operation, c.chat_id, c.source_id, c.click_date, c.cod_act, c.revision, c.first_seen, r.routed_to,"
                        + " r.destinations, r.record, c.clicked_at"
                        + " FROM click c JOIN revision r ON r.click_id = c.id AND r.revision = c.revision WHERE 1 = 1"
                        + where(question, parameters) + " ORDER BY c.first_seen DESC, c.id LIMIT " + PAGE + " OFFSET ?";
        List<Hit> hits = new ArrayList<>();
        parameters.add(0L);
        List<Hit> page;
        long offset = 0;
        do {
            parameters.set(parameters.size() - 1, offset);
            page = database.query(
                    sql,
                    r -> new Hit(
                            r.getObject(1, UUID.class),
                            r.getString(2),
                            r.getString(3),
                            r.getString(4),
                            r.getString(5),
                            (Long) r.getObject(12),
                            r.getString(6),
                            r.getInt(7),
                            r.getLong(8),
                            r.getString(9) == null ? "" : r.getString(9),
                            r.getInt(10),
                            Click.of(r.getString(2), r.getString(11)).field("agent_id")),
                    parameters.toArray());
            // The agent stands only in the record.
            page.stream()
                    .filter(hit -> question.agent == null || question.agent.equals(hit.agent))
                    .limit(Math.max(0, limit - hits.size()))
                    .forEach(hits::add);
            offset += PAGE;
        } while (page.size() == PAGE && hits.size() < limit);
        return hits;
    }

    private static String where(Question question, List<Object> parameters) {
        StringBuilder where = new StringBuilder();
        add(where, parameters, " AND c.operation = ?", question.operation);
        add(
                where,
                parameters,
                " AND c.id = ANY(?)",
                question.clicks == null ? null : question.clicks.toArray(UUID[]::new));
        add(where, parameters, " AND LOWER(c.chat_id) LIKE LOWER(?) ESCAPE '!'", like(question.chat));
        add(where, parameters, " AND c.source_id = ?", question.ad);
        add(where, parameters, " AND c.cod_act = ?", question.code);
        add(where, parameters, " AND COALESCE(c.clicked_at, c.first_seen) >= ?", question.from);
        add(where, parameters, " AND COALESCE(c.clicked_at, c.first_seen) < ?", question.to);
        return where.toString();
    }

    private static void add(StringBuilder where, List<Object> parameters, String condition, Object value) {
        if (value != null) {
            where.append(condition);
            parameters.add(value);
        }
    }

    private static String like(String part) {
        return part == null ? null : "%" + part.replaceAll("[!%_]", "!$0") + "%";
    }
}
