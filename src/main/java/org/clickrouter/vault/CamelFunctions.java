package org.clickrouter.vault;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.component.properties.PropertiesFunctionResolver;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesFunction;
import org.clickrouter.settings.SecretFunctions;
import org.clickrouter.settings.Settings;

/**
 * Property functions of Camel, from whatever jar brings them, in a Camel context of their own: settings are read before
 * there is any other. It is made when the first secret is asked for, and closed once all are had: whatever asks later
 * logs in anew, since the log-in itself may have been renewed. So it does after a failure.
 */
public final class CamelFunctions implements SecretFunctions {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Settings settings;
    private final Duration patience;
    private DefaultCamelContext context;

    /** @param settings in which the functions find their own, {@code camel.vault.*} */
    public CamelFunctions(Settings settings) {
        this(settings, PATIENCE);
    }

    CamelFunctions(Settings settings, Duration patience) {
        this.settings = settings;
        this.patience = patience;
    }

    @Override
    public boolean has(String function) {
        String place = PropertiesFunctionResolver.RESOURCE_PATH + function;
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return !function.equals("bean")
                && (loader == null ? getClass().getClassLoader() : loader).getResource(place) != null;
    }

    @Override
    public synchronized String look(String function, String what) throws LookupException {
        try {
            String secret = inTime(() -> function(function).apply(what));
            if (secret == null || secret.isEmpty()) {
                throw new LookupException(LookupFailure.NOTHING);
            }
            return secret;
        } catch (ExecutionException e) {
            forget();
            throw new LookupException(settings.mask(LookupFailure.line(e.getCause())));
        } catch (TimeoutException e) {
            forget();
            throw new LookupException("no answer within " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LookupException("the process ends");
        }
    }

    private PropertiesFunction function(String name) throws Exception {
        if (context == null) {
            DefaultCamelContext made = new DefaultCamelContext(false);
            made.disableJMX();
            made.build();
            VaultSettings.bind(settings, made);
            context = made;
        }
        return context.getPropertiesComponent().getPropertiesFunction(name);
    }

    /** Not every client of a vault has a time limit of its own. */
    private <T> T inTime(Callable<T> call) throws ExecutionException, TimeoutException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "secrets");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            task.cancel(true);
        }
    }

    @Override
    public synchronized void rest() {
        forget();
    }

    private void forget() {
        DefaultCamelContext old = context;
        context = null;
        if (old != null) {
            old.stop();
        }
    }
}
