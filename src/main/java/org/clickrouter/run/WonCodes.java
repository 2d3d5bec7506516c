package org.clickrouter.run;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.clickrouter.ads.Ads;
import org.clickrouter.destination.CodeList;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;

/** What codes.yaml counts as won, for {@code ref: won.codes} of the routing file. */
final class WonCodes {

    private static final String NAME = "won.codes";

    private WonCodes() {}

    /** Binds nothing where there is no such file, so that a routing file that asks for it is told so. */
    static void bind(Settings settings, Map<String, Set<String>> uncoded, BiConsumer<String, Object> bind) {
        if (Files.notExists(Ads.file(settings, "ads.groups")) || settings.isSet(NAME)) {
            return;
        }
        try {
            List<String> won = List.copyOf(Ads.codes(settings).won());
            bind.accept(NAME, new CodeList(won, uncoded, true));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
