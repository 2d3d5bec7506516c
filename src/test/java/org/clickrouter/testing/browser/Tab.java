package org.clickrouter.testing.browser;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** One tab, and what happened in it: errors on its console, and every address that it asked for. */
public final class Tab implements AutoCloseable {

    private final DevTools tools;
    private final String target;
    private final String session;
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<String> loaded = ConcurrentHashMap.newKeySet();
    private String userAgent = "";

    Tab(DevTools tools, String target, String session) {
        this.tools = tools;
        this.target = target;
        this.session = session;
        tools.listen((method, message) -> {
            if (session.equals(message.path("sessionId").asText())) {
                happened(method, message.path("params"));
            }
        });
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable");
        }
        call("Page.setLifecycleEventsEnabled", "enabled", true);
        // Several tabs are open, and each takes what is typed.
        call("Emulation.setFocusEmulationEnabled", "enabled", true);
        userAgent = value("navigator.userAgent").asText();
        size(1280, 900, false);
    }

    private void happened(String method, JsonNode event) {
        switch (method) {
            case "Page.lifecycleEvent" -> {
                if (event.path("name").asText().equals("load")) {
                    loaded.add(event.path("loaderId").asText());
                }
            }
            case "Network.requestWillBeSent" ->
                requests.add(event.at("/request/url").asText());
            case "Runtime.exceptionThrown" ->
                errors.add(event.path("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> {
                if (List.of("error", "assert").contains(event.path("type").asText())) {
                    errors.add(event.path("args").toString());
                }
            }
            case "Log.entryAdded" -> {
                if (event.at("/entry/level").asText().equals("error")) {
                    errors.add(event.at("/entry/text").asText() + " "
                            + event.at("/entry/url").asText());
                }
            }
            default -> {
                // Nothing that a test asks for.
            }
        }
    }

    private JsonNode call(String method, Object... parameters) {
        return tools.call(session, method, parameters);
    }

    /** What went wrong so far, scripts that were refused among it. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** @param languages as in the header Accept-Language */
    public Tab language(String languages) {
        call("Network.setUserAgentOverride", "userAgent", userAgent, "acceptLanguage", languages);
        return this;
    }

    /** @param scheme {@code light} or {@code dark} */
    public Tab scheme(String scheme) {
        call(
                "Emulation.setEmulatedMedia",
                "features",
                List.of(Map.of("name", "prefers-color-scheme", "value", scheme)));
        return this;
    }

    public Tab size(int width, int height, boolean mobile) {
        call(
                "Emulation.setDeviceMetricsOverride",
                "width",
                width,
                "height",
                height,
                "deviceScaleFactor",
                1,
                "mobile",
                mobile);
        return this;
    }

    /** Opens an address and waits until it is loaded; from a page of the same site as its links do. */
    public Tab open(String address) {
        if (address.startsWith(value("location.origin").asText() + "/")) {
            // What the debugger opens comes from nowhere, and cookies of SameSite=Strict stay behind.
            return follow("location.assign(" + quoted(address) + ")");
        }
        JsonNode opened = call("Page.navigate", "url", address);
        if (opened.has("errorText")) {
            throw new IllegalStateException(address + ": " + opened.get("errorText"));
        }
        return until(opened.path("loaderId").asText());
    }

    private Tab until(String loader) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> loaded.contains(loader));
        return this;
    }

    private String loader() {
        return call("Page.getFrameTree").at("/frameTree/frame/loaderId").asText();
    }

    /** Clicks the first element that a CSS selector finds, and waits for the page that follows. */
    public Tab click(String selector) {
        return follow("const e = document.querySelector(" + quoted(selector) + ");"
                + "if (!e) throw new Error('nothing is ' + " + quoted(selector) + "); e.click();");
    }

    private Tab follow(String statements) {
        String before = loader();
        run(statements);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !loader().equals(before));
        return until(loader());
    }

    /** Puts text into a field as if it were pasted. */
    public Tab type(String selector, String text) {
        run("const e = document.querySelector(" + quoted(selector) + ");" + "if (!e) throw new Error('nothing is ' + "
                + quoted(selector) + "); e.focus(); e.value = ''; 0");
        call("Input.insertText", "text", text);
        return this;
    }

    /** Presses and releases a key such as {@code Tab}. */
    public Tab press(String key) {
        call("Input.dispatchKeyEvent", "type", "keyDown", "key", key, "code", key, "windowsVirtualKeyCode", 9);
        call("Input.dispatchKeyEvent", "type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", 9);
        return this;
    }

    /** What a reader sees. */
    public String text() {
        return value("document.body.innerText").asText();
    }

    public String address() {
        return value("location.pathname + location.search").asText();
    }

    /** @param expression in JavaScript, with a value that JSON can hold */
    public JsonNode value(String expression) {
        JsonNode answer = call("Runtime.evaluate", "expression", expression, "returnByValue", true);
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.at("/result/value");
    }

    private void run(String statements) {
        value("(() => {" + statements + "})()");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Keeps a picture of what is in the window. */
    public Tab picture(Path file) {
        byte[] png = Base64.getDecoder()
                .decode(call("Page.captureScreenshot", "format", "png")
                        .get("data")
                        .asText());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, png);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return this;
    }

    /** An open page goes on asking for itself. */
    @Override
    public void close() {
        tools.call(null, "Target.closeTarget", "targetId", target);
    }
}
