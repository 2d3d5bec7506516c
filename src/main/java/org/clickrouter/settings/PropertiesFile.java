package org.clickrouter.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.clickrouter.settings.Problem.Severity;

/** A properties file in UTF-8, read so that each value knows its line and nothing odd in it stays unseen. */
public final class PropertiesFile {

    private static final Pattern BACKSLASH_LOST = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\[^tnrfu\\\\:=#! \n]");
    private static final Pattern PATH_CHANGED =
            Pattern.compile("[:=/\\s][A-Za-z]:(?:[^\n]*[^\\\\\n])?(?:\\\\\\\\)*\\\\[tnrf]");

    /** A line that begins one of its own, by all appearance. */
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*(\\.[A-Za-z0-9_-]+)+[ \t]*=");

    private final Map<String, Value> values = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Path missing;

    private PropertiesFile() {}

    /** Reads a file; a missing one is an empty one. What is wrong in it is among the {@link #problems}. */
    static PropertiesFile read(Path file) {
        PropertiesFile properties = new PropertiesFile();
        if (Files.notExists(file)) {
            properties.missing = file;
            return properties;
        }
        try {
            properties.readLines(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            properties.report(
                    Severity.ERROR,
                    Origin.DEFAULT,
                    "",
                    "cannot be read: " + unreadable.getClass().getSimpleName());
        }
        return properties;
    }

    /** What stands in no file, as if it did. */
    static PropertiesFile of(Map<String, String> values, Origin origin) {
        PropertiesFile properties = new PropertiesFile();
        values.forEach((key, text) -> properties.values.put(key, Value.of(text, origin)));
        return properties;
    }

    /** @return the file that should hold them and is not there */
    Optional<Path> missing() {
        return Optional.ofNullable(missing);
    }

    Optional<Value> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    Map<String, Value> values() {
        return values;
    }

    public List<Problem> problems() {
        return problems;
    }

    private void readLines(byte[] bytes) {
        int start = 0;
        int number = 0;
        int first = 0;
        StringBuilder logical = new StringBuilder();
        for (int i = 0; i <= bytes.length; i++) {
            if (i < bytes.length && bytes[i] != '\n') {
                continue;
            }
            number++;
            String line = decode(bytes, start, i, number);
            start = i + 1;
            if (logical.isEmpty()) {
                first = number;
                if (line.isBlank() || line.stripLeading().matches("[#!].*")) {
                    continue;
                }
            }
            if (!logical.isEmpty() && KEY.matcher(line).lookingAt()) {
                report(
                        Severity.WARNING,
                        Origin.line(number),
                        "",
                        "is a part of the line before, which ends in a backslash: write \\\\ for a backslash at its end");
            }
            logical.append(line).append('\n');
            if (!continues(line)) {
                entry(logical.toString(), first);
                logical.setLength(0);
            }
        }
        if (!logical.isEmpty()) {
            entry(logical.toString(), first);
        }
    }

    private String decode(byte[] bytes, int from, int to, int number) {
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        String line;
        try {
            line = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, end - from))
                    .toString();
        } catch (CharacterCodingException other) {
            report(Severity.ERROR, Origin.line(number), "", "is not UTF-8: save the file as UTF-8");
            line = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        }
        return number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    private static boolean continues(String line) {
        int slashes = 0;
        while (slashes < line.length() && line.charAt(line.length() - 1 - slashes) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    private void entry(String logical, int number) {
        Properties parsed = new Properties();
        try {
            parsed.load(new StringReader(logical));
        } catch (IOException | IllegalArgumentException malformed) {
            report(
                    Severity.ERROR,
                    Origin.line(number),
                    "",
                    "has a malformed \\u escape: \\u takes four hexadecimal digits, and a backslash itself is written \\\\");
            return;
        }
        for (String key : parsed.stringPropertyNames()) {
            if (BACKSLASH_LOST.matcher(logical).find()) {
                // Neither the value nor the character is shown: it may be a password's.
                report(
                        Severity.WARNING,
                        Origin.line(number),
                        key,
                        "has a backslash before a character that needs none, and a properties file drops it: write \\\\ for a backslash, or / in a path");
            } else if (PATH_CHANGED.matcher(logical).find()) {
                report(
                        Severity.WARNING,
                        Origin.line(number),
                        key,
                        "has \\t, \\n, \\r or \\f in a path, where a properties file means a tab or the end of a line: write \\\\ for a backslash, or / in a path");
            }
            Value before = values.put(key, Value.of(parsed.getProperty(key), Origin.line(number)));
            if (before != null) {
                report(
                        Severity.WARNING,
                        Origin.line(number),
                        key,
                        "is set twice, here and at " + before.origin().place() + "; this one counts");
            }
        }
    }

    private void report(Severity severity, Origin origin, String key, String rule) {
        problems.add(new Problem(severity, origin.place(), key, "", rule));
    }
}
