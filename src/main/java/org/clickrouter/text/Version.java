package org.clickrouter.text;

/** The product's version, as the jar's manifest has it. */
public final class Version {

    private Version() {}

    /** @return such as {@code 0.1.0}; {@code (not packaged)} where the classes are in no jar */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
