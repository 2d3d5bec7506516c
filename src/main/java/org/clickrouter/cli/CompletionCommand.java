package org.clickrouter.cli;

import java.util.concurrent.Callable;
import org.clickrouter.cli.option.NoColor;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code completion}: what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the script by which bash and zsh complete the commands and options of `click-router`.",
            "It completes the name click-router: the script bin/click-router, or an alias."
        },
        footer = {"", "For example: source <(click-router completion)"})
final class CompletionCommand implements Callable<Integer> {

    @Mixin
    private NoColor noColor;

    @Override
    public Integer call() {
        System.out.println(AutoComplete.bash("click-router", new CommandLine(new ClickRouter())));
        return 0;
    }
}
