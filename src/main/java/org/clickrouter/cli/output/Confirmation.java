package org.clickrouter.cli.output;

import java.io.Console;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** What every command has that sends or takes away: a look first, and a question where a person sits there. */
public final class Confirmation {

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask, also where a person sits there.")
    private boolean yes;

    private final Function<String, String> person;

    public Confirmation() {
        this(person(System.console()));
    }

    /** @param person takes a question and gives what was typed; null where nobody sits there */
    public Confirmation(Function<String, String> person) {
        this.person = person;
    }

    private static Function<String, String> person(Console console) {
        return console == null || !isTerminal(console) ? null : question -> console.readLine("%s", question);
    }

    /** Since Java 22 there is a console also where nobody can type. */
    static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    public boolean dryRun() {
        return dryRun;
    }

    /** Whether a person sits there who can be asked. */
    public boolean asks() {
        return person != null;
    }

    /** Whether a person types just this. */
    public boolean typed(String question, String expected) {
        String typed = person == null ? null : person.apply(question);
        boolean given = typed != null && typed.strip().equals(expected);
        if (!given) {
            System.out.println("nothing was done");
        }
        return given;
    }

    /**
     * @param question that yes answers
     * @return whether it is to be done; a script is not asked
     */
    public boolean given(String question) {
        if (yes || person == null) {
            return true;
        }
        String typed = person.apply(question + " [y/N] ");
        boolean given = typed != null && typed.strip().matches("(?i)y|yes");
        if (!given) {
            System.out.println("nothing was done");
        }
        return given;
    }
}
