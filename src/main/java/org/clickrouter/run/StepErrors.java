package org.clickrouter.run;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.clickrouter.text.OneLine;
import org.clickrouter.text.SelfExplaining;

/**
 * An {@link Error} in a step fails the exchange as an exception does: a click is kept and routed again, a delivery is
 * tried again, an engineer's onException has its say. Such are a regex that a long text overflows, and a class of the
 * engineer's own that cannot be begun with or lacks a jar. Camel lets them through to the thread; that of a timer ends
 * by it, and nothing is polled any more.
 */
public final class StepErrors implements InterceptStrategy {

    /** An error of a step, as an exception. */
    private static final class StepErrorException extends RuntimeException implements SelfExplaining {

        private static final long serialVersionUID = 1L;

        StepErrorException(Error error) {
            super(words(error), error);
        }

        private static String words(Error error) {
            Throwable cause = error.getCause();
            String words = cause == null || cause instanceof ClassNotFoundException
                    ? error.toString()
                    : error + ": " + cause + begun(cause);
            return OneLine.of(words.replace("java.lang.", ""), 300);
        }

        /** Java says why the static part of a class failed, and not of which. */
        private static String begun(Throwable cause) {
            return Stream.of(cause.getStackTrace())
                    .filter(frame -> frame.getMethodName().equals("<clinit>"))
                    .findFirst()
                    .map(frame -> " where class " + frame.getClassName() + " begins")
                    .orElse("");
        }
    }

    /** From now on, for the routes that come into a context. */
    public static void guard(CamelContext context) {
        context.getCamelContextExtension().addInterceptStrategy(new StepErrors());
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode step, Processor target, Processor next) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                AtomicBoolean over = new AtomicBoolean();
                try {
                    return super.process(exchange, sync -> {
                        if (over.compareAndSet(false, true)) {
                            callback.done(sync);
                        }
                    });
                } catch (Error e) {
                    if (!over.compareAndSet(false, true)) {
                        // Of what follows the step: that is wrapped itself.
                        throw e;
                    }
                    exchange.setException(new StepErrorException(e));
                    callback.done(true);
                    return true;
                }
            }
        };
    }
}
