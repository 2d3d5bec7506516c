package org.clickrouter.cli.option;

import picocli.CommandLine.Option;

/** The one option that every command takes: a script puts it behind any of them. */
public final class NoColor {
    /** Looked for before the others are read, since it is about what is printed of their mistakes. */
    public static final String NAME = "--no-color";

    @Option(
            names = NAME,
            description = "Print help and mistakes without colours, as where NO_COLOR is set in the environment.")
    private boolean noColor;
}
