package org.clickrouter.store.clicks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.clickrouter.report.Click;
import org.clickrouter.store.jdbc.Database;

/** The chats that were forgotten on request, of which only a hash is left: what is read of them is not stored again. */
public final class Forgotten {

    private final String operation;
    private final Set<String> hashes;

    private Forgotten(String operation, Set<String> hashes) {
        this.operation = operation;
        this.hashes = hashes;
    }

    static Forgotten of(Database database, String operation) {
        return new Forgotten(
                operation,
                Set.copyOf(database.query(
                        "SELECT hash FROM forgotten WHERE operation = ?", row -> row.getString(1), operation)));
    }

    /** @return whether none has come since */
    boolean isComplete(Database database) {
        return database.one("SELECT COUNT(*) FROM forgotten WHERE operation = ?", row -> row.getInt(1), operation)
                == hashes.size();
    }

    /** @return those that are of no forgotten chat */
    List<Click> without(List<Click> clicks) {
        return hashes.isEmpty()
                ? clicks
                : clicks.stream()
                        .filter(click -> !hashes.contains(hash(operation, click.chatId())))
                        .toList();
    }

    /** In a transaction: from now on the chat is not stored. */
    public static void add(Database database, String operation, String chat, long now) {
        database.insertOnce(
                "INSERT INTO forgotten (operation, hash, forgotten_at) VALUES (?, ?, ?)",
                operation,
                hash(operation, chat),
                now);
    }

    /** @return what is kept in the place of a chat's name */
    public static String hash(String operation, String chat) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((operation + "\n" + chat).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
