package org.clickrouter.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fenced block of a document.
 *
 * @param page its file
 * @param line the line of its fence
 * @param language the first word behind the fence
 * @param mark what else stands there
 * @param text its text, without the indentation of its fence
 */
record Snippet(Path page, int line, String language, String mark, String text) {
    private static final Pattern FENCED = Pattern.compile("(?ms)^( *)```(\\w*) ?([^\\n]*)\\n(.*?)^\\1```$");

    static List<Path> pages() {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md"), Path.of("SECURITY.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Snippet> of(Path page) {
        try {
            String text = Files.readString(page);
            List<Snippet> found = new ArrayList<>();
            Matcher fenced = FENCED.matcher(text);
            while (fenced.find()) {
                int line = 1 + (int) text.substring(0, fenced.start()).lines().count();
                String indentation = fenced.group(1);
                String body = fenced.group(4)
                        .lines()
                        .map(l -> l.startsWith(indentation) ? l.substring(indentation.length()) : l)
                        .collect(Collectors.joining("\n", "", "\n"));
                found.add(new Snippet(page, line, fenced.group(2), fenced.group(3), body));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Snippet> of(Path page, String language) {
        return of(page).stream()
                .filter(snippet -> snippet.language.equals(language) && !snippet.mark.equals("not-run"))
                .toList();
    }

    static Stream<Snippet> all(String language) {
        return pages().stream().flatMap(page -> of(page, language).stream());
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
