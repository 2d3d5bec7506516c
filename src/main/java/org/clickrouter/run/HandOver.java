package org.clickrouter.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.Suspendable;
import org.apache.camel.support.service.ServiceHelper;
import org.clickrouter.outbox.Draining;
import org.clickrouter.poll.Succession;
import org.clickrouter.text.RootCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one set of routes in the place of another while both hold. At one moment the old ones stop to take anything new.
 * What is under way ends in its old form, and a new route starts as soon as those old ones have ended that take from
 * the same place, so that no limit of a destination is exceeded and no poll meets another.
 */
final class HandOver {

    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);
    private static final long LOOK_MILLIS = 20;
    /** A poll is over in less, unless it reads much or its answer is slow. */
    private static final Duration READ_BY_OLD_RULES = Duration.ofSeconds(5);

    private final RouteSet old;
    private final RouteSet next;
    private final List<Route> ending = new ArrayList<>();
    private final List<Route> waiting = new ArrayList<>();
    private final CountDownLatch read = new CountDownLatch(1);

    HandOver(RouteSet old, RouteSet next) {
        this.old = old;
        this.next = next;
    }

    /** Stops the intake of the old routes and starts each new one that waits for none of them. */
    void begin() {
        next.beans().takeOver();
        Succession.announce(old.context());
        for (Route route : old.routes()) {
            if (!RouteSet.isInner(route) && isRunning(old, route)) {
                suspend(route);
                ending.add(route);
            }
        }
        next.routes().stream().filter(HandOver::startsByItself).forEach(waiting::add);
        look();
    }

    /** Looks until every old route has ended and every new one runs. */
    void end() throws InterruptedException {
        while (!look()) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /**
     * Waits a while until the old routes read nothing any more, so that what comes from then on goes by the new rules.
     */
    void awaitIntake() throws InterruptedException {
        if (!read.await(READ_BY_OLD_RULES.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("routes/: what is being read just now still goes by the old rules");
        }
    }

    /** @return whether nothing is left to do */
    private boolean look() {
        ending.removeIf(route -> isIdle(route) && stopped(route));
        if (ending.stream().allMatch(route -> route.getConsumer() instanceof Draining)) {
            read.countDown();
        }
        waiting.removeIf(route -> ending.stream().noneMatch(other -> isSamePlace(route, other)) && started(route));
        return ending.isEmpty() && waiting.isEmpty();
    }

    private static boolean startsByItself(Route route) {
        return route.isAutoStartup();
    }

    private static boolean isRunning(RouteSet set, Route route) {
        return set.context()
                .getRouteController()
                .getRouteStatus(route.getRouteId())
                .isStarted();
    }

    private void suspend(Route route) {
        if (route.getConsumer() instanceof Draining draining) {
            draining.drain();
        } else if (route.getConsumer() instanceof Suspendable) {
            try {
                ServiceHelper.suspendService(route.getConsumer());
            } catch (RuntimeException e) {
                LOG.warn("route={}: cannot be suspended: {}", route.getRouteId(), RootCause.line(e));
            }
        }
    }

    private boolean isIdle(Route route) {
        Consumer consumer = route.getConsumer();
        return consumer instanceof Draining draining
                ? draining.isIdle()
                : old.context().getInflightRepository().size(route.getRouteId()) == 0;
    }

    private boolean stopped(Route route) {
        try {
            CamelContext context = old.context();
            context.getRouteController().stopRoute(route.getRouteId());
        } catch (Exception e) {
            LOG.warn("route={}: did not stop: {}", route.getRouteId(), RootCause.line(e));
        }
        return true;
    }

    private boolean started(Route route) {
        try {
            next.context().getRouteController().startRoute(route.getRouteId());
        } catch (Exception e) {
            LOG.error("route={}: does not start: {}", route.getRouteId(), RootCause.line(e));
        }
        return true;
    }

    private static boolean isSamePlace(Route one, Route other) {
        return one.getRouteId().equals(other.getRouteId()) || place(one).equals(place(other));
    }

    private static String place(Route route) {
        Endpoint endpoint = route.getEndpoint();
        return endpoint.getEndpointBaseUri();
    }
}
