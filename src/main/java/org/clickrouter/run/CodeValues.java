package org.clickrouter.run;

import java.math.BigDecimal;
import org.clickrouter.ads.Ads;
import org.clickrouter.ads.CodeGroups;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.outbox.Delivery;

/** The bean {@code codes}: what codes.yaml says of a delivery's code, for a destination's own route. */
public final class CodeValues {

    private final CodeGroups codes;

    private CodeValues(CodeGroups codes) {
        this.codes = codes;
    }

    /** @throws UsageException for a file with mistakes */
    static CodeValues of(Settings settings) {
        try {
            return new CodeValues(Ads.codes(settings));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** @return what such a click is worth; 0 where codes.yaml does not say */
    public BigDecimal value(Delivery delivery) {
        return codes.of(delivery.code()).value();
    }
}
