package org.clickrouter.cli;

import java.util.concurrent.Callable;
import org.clickrouter.cli.option.DestinationName;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.StoreOnly;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code resume}: ends a pause, whether a command or the destination's own answers began it. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = {
            "Ends the pause of a destination, whoever began it. A running instance goes on within seconds.",
            "Exit code 1 where it was not paused."
        },
        footer = {"", "For example: click-router resume crm"})
final class ResumeCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Parameters(paramLabel = "NAME", description = "The destination, as in outbox:NAME.")
    private String destination;

    @Override
    public Integer call() {
        String name = DestinationName.of(destination);
        try (StoreOnly open = new StoreOnly(home.path())) {
            boolean lasted = open.stores.outbox.pauses().resume(name);
            System.out.println(name + (lasted ? " is no longer paused; what waits for it goes" : " was not paused"));
            return lasted ? 0 : 1;
        }
    }
}
