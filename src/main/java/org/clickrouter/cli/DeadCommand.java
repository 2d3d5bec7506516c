package org.clickrouter.cli;

import java.util.List;
import org.clickrouter.console.view.Deliveries;
import picocli.CommandLine.Command;

/** {@code dead}: what was given up, and why. */
@Command(
        name = "dead",
        description = {
            "Lists deliveries that were given up, the newest first, with the last failure and what the receiver said.",
            "`replay` sends them again. The same as `deliveries --state dead`, with exit code 0 where there is none."
        },
        footer = {"", "For example: click-router dead --destination crm --last 2h"})
final class DeadCommand extends DeliveriesCommand {

    @Override
    String state() {
        return "dead";
    }

    @Override
    int ended(List<Deliveries.Row> rows) {
        return 0;
    }
}
