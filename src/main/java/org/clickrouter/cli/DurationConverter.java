package org.clickrouter.cli;

import java.time.Duration;
import org.clickrouter.text.Durations;
import picocli.CommandLine.ITypeConverter;

/** Reads 500ms, 5s, 5m, ... */
final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        return Durations.parse(text);
    }
}
