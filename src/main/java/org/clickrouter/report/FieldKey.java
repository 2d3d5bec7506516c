package org.clickrouter.report;

/**
 * A key of a record, prepared once for all records that have it: its field (null if unknown), its JSON text with the
 * colon, its hash.
 */
record FieldKey(KnownField field, boolean exact, char[] json, long hash) {
    static FieldKey of(String name) {
        KnownField field = KnownField.of(name);
        char[] chars = name.toCharArray();
        JsonText json = new JsonText();
        json.string(chars, 0, chars.length);
        json.raw(':');
        return new FieldKey(
                field,
                field != null && field.key().equals(name),
                json.toString().toCharArray(),
                ContentHash.of(chars, 0, chars.length));
    }

    /** Whether its value is wanted by itself. */
    boolean read() {
        return field != null && field.read();
    }
}
