package org.clickrouter.scenario;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.clickrouter.cli.ClickRouter;

/** A command run in this process, with all that it printed. */
public record Output(int exitCode, String text) {

    /** Runs a command; the process has its own output and error back afterwards. */
    public static Output of(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
        try {
            int exitCode = ClickRouter.execute(arguments);
            return new Output(exitCode, printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
