package org.clickrouter.scenario;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What is logged while it is open, as {@code LEVEL message}. */
final class LogLines extends AbstractAppender implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Map<Logger, Level> before = new HashMap<>();
    private volatile boolean traces;

    /** @param speakers whose lines, from INFO on, whatever a test before has set */
    LogLines(Class<?>... speakers) {
        super("lines", null, null, true, Property.EMPTY_ARRAY);
        start();
        for (Class<?> speaker : speakers) {
            Logger logger = (Logger) LogManager.getLogger(speaker);
            before.put(logger, logger.getLevel());
            logger.addAppender(this);
            logger.setLevel(Level.INFO);
        }
    }

    /** Of the whole product, at the levels that are set. */
    static LogLines ofTheProduct() {
        LogLines all = new LogLines();
        Logger product = (Logger) LogManager.getLogger("org.clickrouter");
        all.before.put(product, product.getLevel());
        product.addAppender(all);
        return all;
    }

    /** Whatever anybody logs, stack traces as lines of their own. */
    static LogLines ofAll() {
        LogLines all = new LogLines();
        all.traces = true;
        Logger root = (Logger) LogManager.getRootLogger();
        all.before.put(root, root.getLevel());
        root.addAppender(all);
        return all;
    }

    @Override
    public void append(LogEvent event) {
        lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
        if (traces && event.getThrown() != null) {
            StringWriter trace = new StringWriter();
            event.getThrown().printStackTrace(new PrintWriter(trace));
            lines.add(trace.toString());
        }
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        before.forEach((logger, level) -> {
            logger.removeAppender(this);
            logger.setLevel(level);
        });
        stop();
    }
}
