package org.clickrouter.destination.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.clickrouter.observe.Metric;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receivers that answer 2xx with a web page. By the specification that is delivered, but a firewall's refusal and a
 * log-in page come in just this form, and the webhook behind them never saw the click.
 */
final class HtmlAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(HtmlAnswers.class);

    private final MeterRegistry registry;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** @param registry counts them as {@link Metric#DELIVERIES_HTML}; may be null */
    HtmlAnswers(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Counts a page, and tells of each destination's first one.
     *
     * @param contentType of an answer of 2xx; may be null
     */
    void look(String destination, int status, String contentType) {
        if (contentType == null
                || !contentType.strip().matches("(?i)(text/html|application/xhtml\\+xml)([\\s;,].*)?")) {
            return;
        }
        if (registry != null) {
            Metric.DELIVERIES_HTML.counter(registry, destination).increment();
        }
        if (told.add(destination)) {
            LOG.warn(
                    "destination={}: answered {} with a web page ({}). That counts as delivered, but a firewall's refusal or a log-in page"
                            + " looks like this: see whether the receiver got the click. Told once; metric clickrouter_deliveries_html_total",
                    destination,
                    status,
                    contentType.strip().split("[;,\\s]")[0]);
        }
    }
}
