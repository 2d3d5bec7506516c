package org.clickrouter.store.outbox;

/**
 * SQL for what names a revision by the columns click_id and revision of a table {@code d}: the first one lies in the
 * click's row, later ones in a table of their own.
 */
public final class RevisionOf {

    public static final String JOIN =
            " JOIN click c ON c.id = d.click_id LEFT JOIN recoded r ON r.click_id = d.click_id AND r.revision = d.revision";
    static final String CODE = "COALESCE(r.cod_act, c.first_code, c.cod_act)";
    public static final String RECORD = "COALESCE(r.record, c.record)";
    static final String SEEN_AT = "COALESCE(r.seen_at, c.first_at, c.seen_at)";

    private RevisionOf() {}
}
