package org.clickrouter.cli.option;

import java.time.Duration;
import org.clickrouter.text.Durations;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads 500ms, 5s, 5m, ... */
public final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            // Of any other exception the name would be printed.
            throw new TypeConversionException(e.getMessage());
        }
    }
}
