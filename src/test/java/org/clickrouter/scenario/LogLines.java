package org.clickrouter.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;

/** What is logged while it is open, as {@code LEVEL message}. */
final class LogLines extends AbstractAppender implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> objects = new CopyOnWriteArrayList<>();
    private final JsonTemplateLayout json = JsonTemplateLayout.newBuilder()
            .setConfiguration(new DefaultConfiguration())
            .setEventTemplateUri("classpath:org/clickrouter/log-json.json")
            .build();
    private final Map<Logger, Level> before = new HashMap<>();
    private volatile boolean traces;

    /** @param speakers whose lines, from INFO on, whatever a test before has set */
    LogLines(Class<?>... speakers) {
        super("lines", null, null, true, Property.EMPTY_ARRAY);
        start();
        for (Class<?> speaker : speakers) {
            hear((Logger) LogManager.getLogger(speaker));
        }
    }

    /** Of the whole product, from INFO on. */
    static LogLines ofTheProduct() {
        LogLines all = new LogLines();
        all.hear((Logger) LogManager.getLogger("org.clickrouter"));
        return all;
    }

    /** Whatever anybody logs from INFO on, stack traces as lines of their own. */
    static LogLines ofAll() {
        LogLines all = new LogLines();
        all.traces = true;
        all.hear((Logger) LogManager.getRootLogger());
        return all;
    }

    /** Where the first test of a process was a command, only what it wants to be seen is logged. */
    private void hear(Logger logger) {
        // Null: it goes by those above it, as it will again.
        before.put(logger, configuration(logger).getLoggers().containsKey(logger.getName()) ? logger.getLevel() : null);
        logger.addAppender(this);
        logger.setLevel(Level.INFO);
    }

    private static Configuration configuration(Logger logger) {
        return logger.getContext().getConfiguration();
    }

    @Override
    public void append(LogEvent event) {
        lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
        objects.add(json.toSerializable(event));
        if (traces && event.getThrown() != null) {
            StringWriter trace = new StringWriter();
            event.getThrown().printStackTrace(new PrintWriter(trace));
            lines.add(trace.toString());
        }
    }

    List<String> lines() {
        return lines;
    }

    /** The same as {@code log.format=json} writes them. */
    List<JsonNode> objects() {
        return objects.stream()
                .map(line -> {
                    try {
                        return new ObjectMapper().readTree(line);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    @Override
    public void close() {
        before.forEach((logger, level) -> {
            logger.removeAppender(this);
            if (level == null) {
                // A level of its own would outlast this test, and make those deaf that hear the loggers above it.
                configuration(logger).removeLogger(logger.getName());
                logger.getContext().updateLoggers();
            } else {
                logger.setLevel(level);
            }
        });
        stop();
    }
}
