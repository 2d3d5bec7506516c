package org.clickrouter.host;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;

/**
 * Found by every Camel context that has this jar on its class path. A context that has a property
 * {@code click-router.*} gets the bundle with its two ends, {@code direct:click-router-in} and
 * {@code direct:click-router-out}; any other is left alone.
 */
public final class BundlePlugin implements ContextServicePlugin {

    @Override
    public void load(CamelContext context) {
        // Properties and registry are not ready yet: the context is only being built.
        HostedBundle bundle = new HostedBundle();
        context.addLifecycleStrategy(bundle);
        try {
            context.addStartupListener(bundle);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void unload(CamelContext context) {
        // The bundle follows the context's own life.
    }
}
