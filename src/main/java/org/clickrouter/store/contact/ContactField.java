package org.clickrouter.store.contact;

/** The field of a record that holds the contact of its chat. */
public final class ContactField {

    private static final String NAME = "contact";

    private ContactField() {}

    /**
     * @param record a JSON object
     * @param contact a JSON object
     * @return the record's fields as they are, and {@code contact} behind them; {@code chat_contact} where the record
     *     has one of that name
     */
    public static String add(String record, String contact) {
        String name = NAME;
        while (record.contains('"' + name + '"')) {
            name = "chat_" + name;
        }
        int end = record.lastIndexOf('}');
        String fields = record.substring(0, end).stripTrailing();
        return fields + (fields.endsWith("{") ? "" : ",") + '"' + name + "\":" + contact + record.substring(end);
    }
}
