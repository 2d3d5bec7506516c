package org.clickrouter.doctor.finding;

import java.util.Locale;

/** One thing that is looked at. {@code docs/runbook.md} has a section for each. */
public enum Topic {
    SETTINGS_FILE(Group.SETTINGS),

    MACHINE_JAVA(Group.MACHINE),
    MACHINE_MEMORY(Group.MACHINE),
    MACHINE_DISK(Group.MACHINE),
    MACHINE_FILES(Group.MACHINE),
    MACHINE_ZONE_DATA(Group.MACHINE),
    MACHINE_PORT(Group.MACHINE),

    STORE_OPEN(Group.STORE),
    STORE_SCHEMA(Group.STORE),
    STORE_RIGHTS(Group.STORE),
    STORE_CLOCK(Group.STORE),
    STORE_ENCODING(Group.STORE),
    STORE_POOLER(Group.STORE),
    STORE_CONNECTIONS(Group.STORE),

    WOLKVOX_DNS(Group.WOLKVOX),
    WOLKVOX_TLS(Group.WOLKVOX),
    WOLKVOX_ADDRESS(Group.WOLKVOX),
    WOLKVOX_TOKEN(Group.WOLKVOX),
    WOLKVOX_QUOTA(Group.WOLKVOX),
    WOLKVOX_CLOCK(Group.WOLKVOX),
    WOLKVOX_CODES(Group.WOLKVOX),
    WOLKVOX_REPORT(Group.WOLKVOX),
    WOLKVOX_CONTACTS(Group.WOLKVOX),

    DESTINATION_DNS(Group.DESTINATIONS),
    DESTINATION_CONNECTION(Group.DESTINATIONS),
    DESTINATION_TLS(Group.DESTINATIONS),
    DESTINATION_LOGIN(Group.DESTINATIONS),
    DESTINATION_TARGET(Group.DESTINATIONS),
    DESTINATION_SEND(Group.DESTINATIONS);

    private static final String RUNBOOK = "docs/runbook.md#";

    private final Group group;

    Topic(Group group) {
        this.group = group;
    }

    /** @return what it belongs to */
    public Group group() {
        return group;
    }

    /** @return such as {@code wolkvox-token}; it stays as it is */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @return where the documents say more */
    public String runbook() {
        return RUNBOOK + id();
    }
}
