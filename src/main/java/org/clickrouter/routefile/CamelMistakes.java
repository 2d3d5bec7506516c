package org.clickrouter.routefile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.clickrouter.routefile.RouteFile.Entry;
import org.clickrouter.settings.Nearest;
import org.clickrouter.text.OneLine;
import org.clickrouter.text.RootCause;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Turns what Camel says of files that it cannot load into a place in them, a reason, and what to write. */
public final class CamelMistakes {

    private static final Pattern QUOTED = Pattern.compile("(?s)[\\[`'\"]([^\\[\\]`'\"]{2,200})[\\]`'\"]");
    private static final Pattern KEY = Pattern.compile("with key \\[([^\\]]+)]");
    private static final Pattern DATA_FORMAT =
            Pattern.compile("(?i)data ?format:? '?([\\w.#-]+)'? could not be created");
    private static final Pattern TEMPLATE =
            Pattern.compile("Route template (\\S+) the following mandatory parameters must be provided: (.*)");
    private static final Pattern VALUE = Pattern.compile("any constant with value: (\\S+)");
    private static final Pattern KAMELET = Pattern.compile("kamelets/([\\w-]+)\\.kamelet\\.yaml");

    private static final Pattern SOURCE = Pattern.compile("(?:source|resource): file:\\S*?([\\w.-]+\\.camel\\.yaml)");
    private static final Pattern FROM_TEMPLATE = Pattern.compile("creating route from template: ([\\w-]+)");
    private static final Pattern CREATING = Pattern.compile("Error creating bean: (\\S+) of type: ");

    private final List<RouteFile> files;
    private final Collection<String> beans;

    /** @param beans names that a {@code ref} may have, for proposals */
    public CamelMistakes(List<RouteFile> files, Collection<String> beans) {
        this.files = files;
        this.beans = beans;
    }

    /** @return one line: file, line, step, reason, remedy; without a place where none can be found */
    public String explain(Throwable failure) {
        String route = null;
        List<String> words = new ArrayList<>();
        String remedy = "";
        String reason = null;
        // Then the words around it speak of the bean that it was meant for, and that one is there.
        boolean binding = has(failure, PropertyBindingException.class);
        String file = null;
        String kamelet = null;
        Optional<Entry> exact = Optional.empty();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof MarkedYamlEngineException marked) {
                Optional<Place> place = files.stream()
                        .flatMap(one -> one.place(marked).stream())
                        .findFirst();
                if (place.isPresent()) {
                    return place.get() + ": " + OneLine.of(marked.getProblem(), 300) + ": " + ofYaml(marked);
                }
            }
            if (t instanceof FailedToCreateRouteException e) {
                route = e.getRouteId();
            } else if (t instanceof FailedToStartRouteException e) {
                route = e.getRouteId();
            } else if (t instanceof NoSuchEndpointException e) {
                words.add(0, e.getUri());
                reason = "no component '" + scheme(e.getUri()) + "' is on board";
                remedy = "write one that is (docs/on-board.md), or add its jar to the class path";
            } else if (t instanceof NoSuchLanguageException e) {
                words.add(0, e.getLanguage());
                reason = "no language '" + e.getLanguage() + "' is on board";
                remedy = "write simple or jq, or add its jar to the class path (docs/on-board.md)";
            } else if (t instanceof NoSuchBeanException e) {
                words.add(0, e.getName());
                reason = "there is no bean '" + e.getName() + "'";
                remedy = bean(e.getName());
            } else if (t instanceof ExpressionIllegalSyntaxException e) {
                words.add(0, e.getExpression());
                reason = OneLine.of(e.getMessage(), 300);
                remedy = isClosed(e.getExpression())
                        ? "write ${...}, an operator such as == or contains between blanks, and a value in quotes:"
                                + " ${header.cod_act} == 'VENTA', in 'VENTA,002', range '1..5'"
                        : "close what is opened: each ${ by }, each ( by ), each quote by its like";
            } else if (t instanceof ResolveEndpointFailedException e) {
                words.add(e.getUri());
                words.add(scheme(e.getUri()) + ":");
            }
            String message = String.valueOf(t.getMessage());
            Matcher key = KEY.matcher(message);
            if (key.find()) {
                words.add(0, "{{" + key.group(1) + "}}");
                reason = "no setting has the name " + key.group(1);
                remedy =
                        "add it to application.properties, or write {{?" + key.group(1) + "}} where it may be left out";
            }
            Matcher format = DATA_FORMAT.matcher(message);
            if (format.find()) {
                words.add(0, format.group(1));
                reason = "no data format '" + format.group(1) + "' is on board";
                remedy = "write json, or add its jar to the class path (docs/on-board.md)";
            }
            Matcher source = SOURCE.matcher(message);
            if (source.find()) {
                file = source.group(1);
            }
            Matcher template = FROM_TEMPLATE.matcher(message);
            if (template.find()) {
                kamelet = template.group(1);
                words.add("kamelet:" + kamelet);
            }
            Matcher bean = CREATING.matcher(message);
            if (remedy.isEmpty() && bean.find()) {
                exact = ofBean(bean.group(1));
                reason = "the bean " + bean.group(1) + " cannot be made: " + whyNot(t);
                remedy = "mend its type, its constructor or its properties";
            }
            if (remedy.isEmpty() && t instanceof PropertyBindingException e) {
                exact = KameletUses.of(files, kamelet, e.getPropertyName());
                words.add(0, e.getPropertyName());
                reason = option(e);
                remedy = "write one that it takes; Camel's documentation lists them";
            }
            Matcher ref = Pattern.compile("with ref: (\\S+)|registry for: (\\S+)|bean: (\\S+)")
                    .matcher(message);
            if (remedy.isEmpty() && ref.find() && !(binding && ref.group(3) != null)) {
                String name = ref.group(1) != null ? ref.group(1) : ref.group(2) != null ? ref.group(2) : ref.group(3);
                words.add(0, name);
                reason = "there is no bean or list '" + name + "'";
                remedy = bean(name);
            }
            Matcher missing = TEMPLATE.matcher(message);
            if (missing.find()) {
                exact = KameletUses.without(
                        files, missing.group(1), missing.group(2).strip().replaceFirst(",.*", ""));
                words.add(0, missing.group(1));
                reason = "a parameter that has no default is missing: "
                        + missing.group(2).strip();
                remedy = "name it under parameters";
            }
            Matcher value = VALUE.matcher(message);
            if (value.find()) {
                words.add(0, value.group(1));
                remedy = "write one of the values that Camel's documentation lists there";
            }
            Matcher unknown = KAMELET.matcher(message);
            if (unknown.find()) {
                words.add(0, "kamelet:" + unknown.group(1));
                reason = "there is no Kamelet " + unknown.group(1) + " in kamelets/ or on board";
                remedy = "look at its name, or put its file into kamelets/";
            }
            Matcher quoted = QUOTED.matcher(message);
            while (quoted.find()) {
                words.add(quoted.group(1));
            }
        }
        Optional<Entry> entry = exact.isPresent() ? exact : find(words, route);
        String why = reason != null ? reason : RootCause.line(failure);
        return (entry.isPresent()
                        ? entry.get().place() + ": "
                        : file != null
                                ? "routes/" + file + ": "
                                : route == null ? "routes/: " : "routes/: route " + route + ": ")
                + why
                + (remedy.isEmpty() ? "" : ": " + remedy);
    }

    /** Without the value, which may be a secret, unless its own rule shows it. */
    private static String option(PropertyBindingException failure) {
        boolean unknown = failure.getCause() == null;
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        boolean told = root.getClass() == IllegalArgumentException.class
                && !String.valueOf(root.getMessage()).startsWith("Cannot convert");
        return unknown
                ? "there is no option " + failure.getPropertyName()
                : "the value of " + failure.getPropertyName() + " is none that it takes"
                        + (told ? ": " + OneLine.of(root.getMessage(), 300) : "");
    }

    private static boolean has(Throwable failure, Class<?> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private static String whyNot(Throwable bean) {
        for (Throwable t = bean; t != null; t = t.getCause()) {
            if (t instanceof ClassNotFoundException) {
                return "no class " + t.getMessage() + " is on the class path";
            } else if (t instanceof PropertyBindingException binding) {
                return option(binding);
            }
        }
        return RootCause.line(bean);
    }

    private Optional<Entry> ofBean(String name) {
        return files.stream()
                .flatMap(file -> file.entries().stream())
                .filter(entry -> entry.path().contains("beans") && name.equals(entry.text()))
                .findFirst();
    }

    private static boolean isClosed(String expression) {
        return count(expression, '{') == count(expression, '}')
                && count(expression, '(') == count(expression, ')')
                && count(expression, '\'') % 2 == 0
                && count(expression, '"') % 2 == 0;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(one -> one == wanted).count();
    }

    private String bean(String name) {
        if (name.equals("won.codes")) {
            return "it means the codes with won: true of codes.yaml, which is not there: click-router ads --seed makes it";
        }
        if (name.endsWith(".codes")) {
            return Nearest.to(name, beans)
                            .map(near -> "did you mean " + near + "? Else ")
                            .orElse("") + "set " + name + " in application.properties";
        }
        return Nearest.to(name, beans)
                        .map(near -> "did you mean " + near + "? Else ")
                        .orElse("") + "declare it under '- beans:' in a file of routes/";
    }

    private static String ofYaml(MarkedYamlEngineException failure) {
        String problem = String.valueOf(failure.getProblem());
        return problem.contains("nsupported field") || problem.contains("nknown node id")
                ? "there is no such step or option here: look at its spelling and its indentation"
                : "look at the spelling and the indentation here";
    }

    private static String scheme(String uri) {
        return uri == null ? "" : uri.replaceFirst("[:?].*", "");
    }

    /** The first words that stand in a file say where; in the route that failed, if that is known. */
    private Optional<Entry> find(List<String> words, String route) {
        for (String word : words) {
            List<Entry> found = files.stream()
                    .flatMap(file -> file.entries().stream())
                    .filter(entry -> entry.key().equals(word) || entry.text() != null && mentions(entry.text(), word))
                    .toList();
            Optional<Entry> best = found.stream()
                    // Who uses a template is mistaken, not the template.
                    .filter(entry ->
                            entry.key().equals("routeTemplateRef") || route != null && route.equals(entry.route()))
                    .findFirst();
            if (best.isPresent()) {
                return best;
            }
            if (!found.isEmpty()) {
                return Optional.of(found.get(0));
            }
        }
        return files.stream()
                .flatMap(file -> file.entries().stream())
                .filter(entry -> route != null
                        && route.equals(entry.route())
                        && entry.path().size() == 1)
                .findFirst();
    }

    private static boolean mentions(String text, String word) {
        String plain = word.replace("://", ":");
        return plain.length() > 1
                && (text.contains(word) || text.replace("://", ":").contains(plain));
    }
}
