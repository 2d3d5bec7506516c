package org.clickrouter.routefile;

import java.nio.file.Path;
import java.util.List;
import org.clickrouter.text.OneLine;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says where a text is no YAML, and what to do about it. */
final class YamlMistakes {

    private YamlMistakes() {}

    static String explain(Path file, String text, YamlEngineException failure) {
        int line = 1;
        String problem = OneLine.of(failure.getMessage(), 300);
        if (failure instanceof MarkedYamlEngineException marked) {
            line = marked.getProblemMark()
                    .or(marked::getContextMark)
                    .map(mark -> mark.getLine() + 1)
                    .orElse(1);
            problem = OneLine.of(marked.getProblem(), 300);
            if (problem.contains("end of stream") && marked.getContextMark().isPresent()) {
                // Where the quote was opened says more than the end of the file.
                line = marked.getContextMark().get().getLine() + 1;
            }
        }
        List<String> lines = text.lines().toList();
        int quote = openQuote(lines, line);
        if (quote > 0) {
            return new Place(file, quote, null)
                    + ": is no YAML: a quote is opened here and not closed: close it in the same line";
        }
        String there = line <= lines.size() ? lines.get(line - 1) : "";
        return new Place(file, line, null) + ": is no YAML: " + problem + ": " + remedy(there, problem);
    }

    /** A quote that is left open ends at the next one, far below, and only there the parser stumbles. */
    private static int openQuote(List<String> lines, int before) {
        for (int i = Math.min(before, lines.size()) - 1; i >= 0; i--) {
            String line = lines.get(i).strip();
            if (!line.startsWith("#")
                    && line.replace("\\\"", "").chars().filter(c -> c == '"').count() % 2 == 1) {
                return i + 1;
            }
        }
        return 0;
    }

    private static String remedy(String line, String problem) {
        if (line.contains("\t")) {
            return "indent with spaces, a tab does not count";
        }
        if (problem.contains("end of stream") || problem.contains("quoted scalar")) {
            return "a quote that is opened must be closed, in the same line";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "put a text with ': ' in quotes, or mend the indentation of this line and the one before";
        }
        if (problem.contains("duplicate key")) {
            return "keep one of the two";
        }
        if (problem.contains("cannot start any token")) {
            return "put the text in quotes";
        }
        return "mend the indentation of this line or the one before: what belongs together begins in the same column; a text"
                + " with quotes inside needs the other kind around it";
    }
}
