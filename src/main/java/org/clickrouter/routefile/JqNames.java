package org.clickrouter.routefile;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.apache.camel.language.jq.JqFunctions;

/**
 * The functions that an expression of jq calls. Its compiler takes any name, and looks for the function when the click
 * comes to it.
 */
final class JqNames {

    /**
     * A call.
     *
     * @param name the function
     * @param arguments how many it is given
     * @param first its first argument where that is a plain text, as it is written between its quotes, else null
     */
    record Call(String name, int arguments, String first) {}

    private static final Set<String> WORDS = Set.of(
            "and", "or", "if", "then", "elif", "else", "end", "as", "reduce", "foreach", "try", "catch", "label",
            "import", "include", "true", "false", "null");

    private static final Scope KNOWN = known();

    private final String text;
    private final List<Call> calls = new ArrayList<>();
    private final Set<String> defined = new HashSet<>();
    private int at;

    private JqNames(String text) {
        this.text = text;
    }

    private static Scope known() {
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_7, scope);
        JqFunctions.loadLocal(scope);
        return scope;
    }

    /** @return the calls of functions that the expression does not define itself */
    static List<Call> of(String text) {
        JqNames names = new JqNames(text);
        names.until("", false);
        return names.calls.stream()
                .filter(call -> !names.defined.contains(call.name() + "/" + call.arguments()))
                .toList();
    }

    /** @return whether jq, or Camel's, has the function */
    static boolean isKnown(Call call) {
        return KNOWN.getFunction(call.name(), call.arguments()) != null;
    }

    /** @return how many arguments the function of this name takes, if there is one */
    static Optional<Integer> arguments(String name) {
        for (int n = 0; n < 7; n++) {
            if (isKnown(new Call(name, n, null))) {
                return Optional.of(n);
            }
        }
        return Optional.empty();
    }

    /** @return what is wrong with a text as a pattern, in the library's own words */
    static Optional<String> pattern(String written) {
        try {
            JsonQuery.compile("test(\"" + written + "\")", Versions.JQ_1_7)
                    .apply(Scope.newChildScope(KNOWN), TextNode.valueOf(""), found -> {});
            return Optional.empty();
        } catch (JsonQueryException | RuntimeException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    /**
     * Reads on to one of these characters.
     *
     * @param object whether names before a colon or a comma are keys
     * @return the character, which is passed; 0 at the end of the text
     */
    private char until(String ends, boolean object) {
        boolean key = object;
        char before = ' ';
        while (at < text.length()) {
            char c = text.charAt(at);
            if (ends.indexOf(c) >= 0) {
                at++;
                return c;
            } else if (Character.isLetter(c) || c == '_') {
                String name = word();
                if (before == '.' || before == '$' || before == '@' || key) {
                    key = false;
                } else if (name.equals("def")) {
                    define();
                } else if (name.equals("break")) {
                    before = ' ';
                } else if (!WORDS.contains(name) && !name.contains("::")) {
                    call(name);
                }
                before = 'a';
                continue;
            }
            at++;
            if (c == '"') {
                string();
                key = false;
            } else if (c == '#') {
                at = Math.max(at, text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at));
            } else if (Character.isDigit(c)) {
                number();
            } else if (c == '(' || c == '[' || c == '{') {
                until(c == '(' ? ")" : c == '[' ? "]" : "}", c == '{');
                key = false;
            } else if (c == ':' || c == ',') {
                key = object && c == ',';
            }
            before = c;
        }
        return 0;
    }

    private String word() {
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at))
                        || text.charAt(at) == '_'
                        || text.startsWith("::", at)
                        || text.startsWith("::", at - 1))) {
            at++;
        }
        return text.substring(from, at);
    }

    private void number() {
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at))
                        || text.charAt(at) == '.' && Character.isDigit(text.charAt(at - 1)))) {
            at++;
        }
    }

    /** @return the text, or null where something is put into it */
    private String string() {
        int from = at;
        boolean plain = true;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                plain &= !text.startsWith("\\(", at);
                at += 2;
                if (text.startsWith("\\(", at - 2)) {
                    until(")", false);
                }
            } else {
                at++;
            }
        }
        int to = Math.min(at++, text.length());
        return plain ? text.substring(from, to) : null;
    }

    private void call(String name) {
        blanks();
        if (at >= text.length() || text.charAt(at) != '(') {
            calls.add(new Call(name, 0, null));
            return;
        }
        at++;
        blanks();
        int from = at;
        String first = null;
        if (text.startsWith("\"", at)) {
            at++;
            first = string();
            blanks();
            first = at < text.length() && ";)".indexOf(text.charAt(at)) >= 0 ? first : null;
            at = from;
        }
        int arguments = 1;
        while (until(";)", false) == ';') {
            arguments++;
        }
        calls.add(new Call(name, arguments, first));
    }

    private void define() {
        blanks();
        String name = word();
        blanks();
        int arguments = 0;
        if (text.startsWith("(", at)) {
            int end = Math.max(at + 1, text.indexOf(')', at));
            for (String argument : text.substring(at + 1, end).split(";")) {
                defined.add(argument.strip().replace("$", "") + "/0");
                arguments++;
            }
            at = end + 1;
        }
        defined.add(name + "/" + arguments);
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
