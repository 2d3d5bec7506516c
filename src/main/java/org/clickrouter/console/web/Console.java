package org.clickrouter.console.web;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.clickrouter.console.view.RuleTrial;
import org.clickrouter.observe.Meters;
import org.clickrouter.observe.OutboxRoutes;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.StoreHandles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The console: pages at the root of the HTTP port, beside health and metrics. GET reads and never acts; what acts is
 * POST, from a page of ours, by somebody with the password.
 */
public final class Console implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final int FORM_BYTES = 16_384;
    private static final int RECORD_BYTES = 262_144;

    private final Access access;
    private final Guard guard;
    private final Views views;
    private final Pages pages;
    private final Actions actions;
    private final WorkerExecutor workers;

    /** A page that asks the store. */
    private interface Page extends BiConsumer<RoutingContext, Visit> {}

    private Console(Access access, Guard guard, Views views, Pages pages, Actions actions, WorkerExecutor workers) {
        this.access = access;
        this.guard = guard;
        this.views = views;
        this.pages = pages;
        this.actions = actions;
        this.workers = workers;
    }

    /** @return whether the console may be served: on loopback, or behind a password */
    public static boolean allowed(Settings settings) {
        return loopback(settings.get("http.host"))
                || !settings.secret("console.password").isEmpty();
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Adds the pages to a server that runs. */
    public static Console mount(
            Router router,
            Vertx vertx,
            Settings settings,
            StoreHandles stores,
            OutboxRoutes routes,
            RuleTrial trial,
            Meters meters,
            Clock clock) {
        Access access =
                new Access(settings.secret("console.password"), settings.secret("console.reader-password"), clock);
        Origins origins = new Origins(settings.get("http.host"), settings.list("console.hosts"), !access.open());
        Views views = new Views(settings, stores, routes, trial, meters, clock);
        Pages pages = new Pages(views, clock);
        Console console = new Console(
                access,
                new Guard(access, origins),
                views,
                pages,
                new Actions(settings, stores, views, pages, clock),
                vertx.createSharedWorkerExecutor("console", 2));
        console.mount(router);
        return console;
    }

    /** From now on these settings count: passwords, the store's log-in, what the page of settings shows. */
    public void takeOver(Settings settings) {
        access.passwords(settings.secret("console.password"), settings.secret("console.reader-password"));
        views.takeOver(settings);
    }

    private void mount(Router router) {
        BodyHandler body = BodyHandler.create(false).setBodyLimit(FORM_BYTES);
        for (String path : List.of(
                "/",
                "/deliveries",
                "/clicks",
                "/destinations/:name",
                "/coverage",
                "/ads",
                "/rules",
                "/settings",
                "/search",
                "/login")) {
            router.get(path).handler(guard::before);
        }
        router.get("/console/*").handler(guard::before).handler(Assets::serve);
        page(router, "/", pages::overview);
        page(router, "/deliveries", pages::deliveries);
        page(router, "/clicks", pages::click);
        page(router, "/destinations/:name", pages::destination);
        page(router, "/coverage", pages::coverage);
        page(router, "/ads", pages::ads);
        page(router, "/rules", pages::rules);
        page(router, "/settings", pages::settings);
        page(router, "/search", pages::search);
        router.get("/login").handler(c -> Answers.page(c, 200, "login", logIn(c, null)));
        for (String path : List.of(
                "/login",
                "/logout",
                "/language",
                "/deliveries/replay",
                "/coverage/backfill",
                "/destinations/:name/pause",
                "/destinations/:name/resume")) {
            // Refused before its body is read.
            router.post(path).handler(guard::before);
            router.post(path).handler(body);
        }
        // A record is larger than a form may be, and is sent as it was pasted.
        router.post("/rules").handler(guard::before);
        router.post("/rules").handler(BodyHandler.create(false).setBodyLimit(RECORD_BYTES));
        router.post("/rules").handler(context -> read(context, pages::tryRecord));
        router.post("/login").handler(this::login);
        router.post("/logout").handler(this::logout);
        router.post("/language").handler(Language::choose);
        act(router, "/deliveries/replay", c ->
                new String[] {"replay.done", String.valueOf(actions.replay(Fields.form(c), Guard.address(c)))});
        act(router, "/coverage/backfill", c -> {
            actions.backfill(Fields.form(c), Guard.address(c));
            return new String[] {"backfill.done", Fields.form(c).get("operation")};
        });
        act(router, "/destinations/:name/pause", c -> {
            actions.pause(c.pathParam("name"), Fields.form(c), Guard.address(c));
            return new String[] {"pause.done", c.pathParam("name")};
        });
        act(router, "/destinations/:name/resume", c -> {
            actions.resume(c.pathParam("name"), Guard.address(c));
            return new String[] {"resume.done", c.pathParam("name")};
        });
    }

    private void page(Router router, String path, Page page) {
        router.get(path).handler(context -> read(context, page));
    }

    private void read(RoutingContext context, Page page) {
        Optional<Access.Role> role = guard.role(context);
        if (role.isEmpty()) {
            Answers.page(context, 401, "login", logIn(context, null));
        } else {
            work(context, visit(context, role.get()), page);
        }
    }

    private void act(Router router, String path, Function<RoutingContext, String[]> action) {
        router.post(path).handler(context -> {
            Optional<Access.Role> role = guard.role(context);
            Visit visit = visit(context, role.orElse(Access.Role.READER));
            if (role.isEmpty() || !visit.mayAct()) {
                Answers.message(context, visit, role.isEmpty() ? 401 : 403, visit.say("error"), visit.say("forbidden"));
                return;
            }
            work(context, visit, (c, v) -> {
                String[] said = action.apply(c);
                views.forget();
                Answers.message(c, v, 200, v.say(said[0].replace(".done", ".title")), v.say(said[0], said[1]));
            });
        });
    }

    /** On the console's own two threads: a page that waits for the store holds up nothing else. */
    private void work(RoutingContext context, Visit visit, Page page) {
        workers.executeBlocking(
                        () -> {
                            page.accept(context, visit);
                            return null;
                        },
                        false)
                .onFailure(failure -> failed(context, visit, failure));
    }

    private static void failed(RoutingContext context, Visit visit, Throwable failure) {
        if (context.response().ended()) {
            return;
        }
        if (failure instanceof IllegalArgumentException) {
            Answers.message(context, visit, 400, visit.say("error"), visit.say("wrong", failure.getMessage()));
        } else if (failure instanceof DataAccessException) {
            Answers.message(context, visit, 503, visit.say("error"), visit.say("slow"));
        } else {
            LOG.error("console: {} failed", context.request().path(), failure);
            Answers.message(context, visit, 500, visit.say("error"), visit.say("error"));
        }
    }

    private void login(RoutingContext context) {
        Optional<String> wrong = guard.logIn(context, Fields.form(context).getOrDefault("password", ""));
        if (wrong.isPresent()) {
            Answers.page(context, 401, "login", logIn(context, wrong.get()));
        } else {
            Language.back(context, Fields.form(context).get("back"));
        }
    }

    private void logout(RoutingContext context) {
        guard.logOut(context);
        context.response().setStatusCode(303).putHeader("Location", "/").end();
    }

    private Map<String, Object> logIn(RoutingContext context, String message) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("visit", visit(context, Access.Role.READER));
        parameters.put("message", message);
        return parameters;
    }

    private Visit visit(RoutingContext context, Access.Role role) {
        boolean get = context.request().method().name().equals("GET");
        String path = !get
                ? Fields.from(context)
                : context.request().path().equals("/login")
                        ? "/"
                        : context.request().uri();
        return new Visit(
                Language.of(context),
                role,
                "1".equals(context.request().getParam("utc")),
                path,
                "1".equals(context.request().getParam("show")),
                guard.loggedIn(context),
                views.export::name);
    }

    @Override
    public void close() {
        workers.close();
        views.close();
    }
}
