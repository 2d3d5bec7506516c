package org.clickrouter.text;

import java.util.Properties;

/** How this JVM reads arguments, the environment and names of files: by the locale, whatever files hold. */
public final class LocaleEncoding {

    private static final String ENCODING = "sun.jnu.encoding";

    private LocaleEncoding() {}

    public static String of(Properties system) {
        return system.getProperty(ENCODING, "UTF-8");
    }

    /**
     * Why a file is not found that is there, as far as its name tells.
     *
     * @return the end of a sentence, or nothing
     */
    public static String ofName(String path, Properties system) {
        String encoding = of(system);
        boolean named = path.chars().anyMatch(c -> c > 126);
        return named && !encoding.equalsIgnoreCase("UTF-8")
                ? "; its name has accents, and " + cause(encoding).replaceFirst(", or write the value.*", "")
                : "";
    }

    public static String cause(String encoding) {
        return "this JVM reads arguments, the environment and names of files as " + encoding
                + ". Start it by bin/click-router, or with LC_ALL=C.UTF-8, or write the value into application.properties";
    }
}
