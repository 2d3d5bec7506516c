package org.clickrouter.console.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who may read and who may act: two passwords, and sessions for those who gave one. */
public final class Access {

    /** How long a session lasts. */
    static final Duration SESSION = Duration.ofHours(12);

    private static final int SESSIONS = 1000;
    private static final int TRIES = 5;
    private static final Duration LOCKED = Duration.ofMinutes(1);

    /** What somebody may do. */
    public enum Role {
        /** Sees everything, with chats and bodies masked until asked for. */
        READER,
        /** Sees everything; the machine's own user, without a password. */
        LOCAL,
        /** Sees everything and acts. */
        OPERATOR
    }

    /** @param password by which it began: with another one it ends */
    private record Session(Role role, String password, long ends) {}

    private record Failures(int count, long last) {}

    private volatile String password;
    private volatile String readerPassword;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = bounded();
    private final Map<String, Failures> failures = bounded();

    /** Either password may be empty; without both everybody is {@link Role#LOCAL}. */
    Access(String password, String readerPassword, Clock clock) {
        this.password = password;
        this.readerPassword = readerPassword;
        this.clock = clock;
    }

    /** From now on these count. A session that began by another one is over. */
    synchronized void passwords(String operator, String reader) {
        password = operator;
        readerPassword = reader;
    }

    private String passwordOf(Role role) {
        return role == Role.OPERATOR ? password : readerPassword;
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > SESSIONS;
            }
        };
    }

    /** Whether nobody can log in, because nothing is asked for. */
    boolean open() {
        return password.isEmpty() && readerPassword.isEmpty();
    }

    /** Whether this address has guessed wrong so often that it must wait. */
    synchronized boolean locked(String address) {
        Failures past = failures.get(address);
        return past != null && past.count >= TRIES && clock.millis() - past.last < LOCKED.toMillis();
    }

    /**
     * @param address of who tries
     * @return what the password allows; empty where it is wrong or the address is locked
     */
    synchronized Optional<Role> role(String given, String address) {
        if (locked(address)) {
            return Optional.empty();
        }
        // Both are compared always, so that the time tells nothing.
        boolean operator = same(given, password);
        boolean reader = same(given, readerPassword);
        if (!operator && !reader) {
            Failures past = failures.getOrDefault(address, new Failures(0, 0));
            boolean old = clock.millis() - past.last >= LOCKED.toMillis();
            failures.put(address, new Failures(old ? 1 : past.count + 1, clock.millis()));
            return Optional.empty();
        }
        failures.remove(address);
        return Optional.of(operator ? Role.OPERATOR : Role.READER);
    }

    /** @return the name of a new session, which nobody can guess */
    synchronized String begin(Role role) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String name = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sessions.put(name, new Session(role, passwordOf(role), clock.millis() + SESSION.toMillis()));
        return name;
    }

    /** @param name of a session, or null */
    synchronized Optional<Role> session(String name) {
        Session session = name == null ? null : sessions.get(name);
        if (session == null || session.ends <= clock.millis() || !session.password.equals(passwordOf(session.role))) {
            return Optional.empty();
        }
        return Optional.of(session.role);
    }

    synchronized void end(String name) {
        sessions.remove(name);
    }

    private static boolean same(String given, String wanted) {
        return MessageDigest.isEqual(digest(given), digest(wanted)) && !wanted.isEmpty();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
