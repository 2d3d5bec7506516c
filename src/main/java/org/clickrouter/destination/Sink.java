package org.clickrouter.destination;

import java.util.concurrent.Callable;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.text.RootCause;

/**
 * The bean inside a destination's Kamelet: makes the message that the Kamelet's endpoint sends.
 *
 * @param <S> the settings of its kind
 */
public abstract class Sink<S> {

    private DestinationContext context;
    private String destination;
    private S settings;

    /** @param context where settings and the like come from */
    public void setContext(DestinationContext context) {
        this.context = context;
    }

    /** @param destination whose settings count */
    public void setDestination(String destination) {
        this.destination = destination;
    }

    protected final DestinationContext context() {
        return context;
    }

    protected final String destination() {
        return destination;
    }

    /** Reads the settings of {@link #destination()}. */
    protected abstract S read(DestinationContext context, String destination) throws Exception;

    /**
     * The destination's settings. Where something is wrong with them, or with a template, they are read again for each
     * try, so that what is mended helps at once.
     *
     * @throws DeliveryException MISCONFIGURED
     */
    protected final synchronized S settings() {
        if (settings == null) {
            settings = ours(() -> read(context, destination));
        }
        return settings;
    }

    /** Does what depends on nothing but our own settings and templates. */
    protected static <T> T ours(Callable<T> work) {
        try {
            return work.call();
        } catch (DeliveryException e) {
            throw e;
        } catch (Exception e) {
            throw new DeliveryException(FailureKind.MISCONFIGURED, RootCause.line(e), null, null, e);
        }
    }

    /** Shows no setting. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + destination + "]";
    }
}
