package org.clickrouter.store.jdbc;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * An H2 file that cannot be opened from here. Another process has it open where this one cannot ask it, in another
 * container on the same volume or on another host: H2 itself says "Connection refused" or "Locked by another process".
 * Or its folder is read-only, of which H2 says "Feature not supported".
 */
final class OpenElsewhere {

    /** H2's DATABASE_ALREADY_OPEN_1 and CONNECTION_BROKEN_1. */
    private static final Set<Integer> CODES = Set.of(90020, 90067);

    private OpenElsewhere() {}

    /**
     * @param url of the store
     * @param failure what opening it failed with
     * @return in words, where H2's lock file beside the store says that it is open, or nothing can be written there
     */
    static Optional<String> explain(String url, Throwable failure) {
        String plain = url.replaceFirst("(?i)^jdbc:h2:(file:)?", "");
        if (!url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:")
                || plain.matches("(?i)(tcp|ssl|mem|zip|nio|split):.*")) {
            return Optional.empty();
        }
        String file = plain.replaceFirst(";.*", "").replaceFirst("^~", System.getProperty("user.home"));
        if (!locked(failure)) {
            return FolderRights.hindrance(Path.of(file + ".mv.db")).map(OpenElsewhere::readOnly);
        }
        return Optional.of("the store is open in another process, container or host" + owner(file)
                + ", which cannot be asked from here. An H2 file takes one at a time: run this command there (docker exec, kubectl exec),"
                + " stop the other, or use PostgreSQL");
    }

    private static String readOnly(String hindrance) {
        return hindrance
                + ", and H2 writes there also to read. Give it the right (in a container, mount that folder for"
                + " writing), or name another place in store.url (STORE_URL), such as"
                + " jdbc:h2:file:/var/lib/click-router/store, or PostgreSQL";
    }

    private static boolean locked(Throwable failure) {
        Throwable link = failure;
        for (int depth = 0; link != null && depth < 30; depth++) {
            if (link instanceof SQLException sql && CODES.contains(sql.getErrorCode())) {
                return true;
            }
            link = link.getCause();
        }
        return false;
    }

    /** The address at which the other one would answer, which H2 writes beside the store. */
    private static String owner(String file) {
        Properties lock = new Properties();
        try (Reader text = Files.newBufferedReader(Path.of(file + ".lock.db"), StandardCharsets.ISO_8859_1)) {
            lock.load(text);
        } catch (IOException | IllegalArgumentException none) {
            return "";
        }
        String server = lock.getProperty("server", "");
        return server.isEmpty() ? "" : " (" + server + ")";
    }
}
