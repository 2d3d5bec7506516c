package org.clickrouter.cli.task;

import java.util.Set;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Times;
import org.clickrouter.console.view.Overview;
import org.clickrouter.console.view.OverviewQuery;

/** What {@code status} tells: the record of the console's first page, asked by a process that delivers nothing. */
public final class StatusRecord {

    private StatusRecord() {}

    public static Overview of(StoreOnly open, Times times) {
        return new OverviewQuery(open.settings, open.stores, open.reader(), Set::of, times.moments(), open.clock).get();
    }
}
