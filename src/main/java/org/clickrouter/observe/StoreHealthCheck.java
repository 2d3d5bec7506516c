package org.clickrouter.observe;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.text.RootCause;

/** A check that looks into the store. A restart mends none of what it finds, so none is asked for. */
abstract class StoreHealthCheck extends AbstractHealthCheck {

    private final StoreProbe probe;

    StoreHealthCheck(String id, StoreProbe probe) {
        super("click-router", id);
        this.probe = probe;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String trouble = probe.trouble().orElse(null);
        if (trouble == null) {
            try {
                look(builder);
                return;
            } catch (StoreException e) {
                trouble = RootCause.line(e);
            }
        }
        builder.down().message("The store does not answer: " + trouble + ". Look at store.url and its server");
    }

    /**
     * Says up or down, of a store that answers.
     *
     * @throws StoreException when it no longer does
     */
    abstract void look(HealthCheckResultBuilder builder);
}
