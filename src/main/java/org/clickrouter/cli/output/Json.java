package org.clickrouter.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import picocli.CommandLine.Option;

/**
 * The option {@code --json}: what a command prints, for programs. Names are those of docs/reference/json.md and stay as
 * they are; a name may be added at any time.
 */
public final class Json {

    /** Made where JSON is printed: no command waits for it that prints words. */
    private static final class Mapper {
        private static final ObjectMapper MAPPER = new ObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(SerializationFeature.INDENT_OUTPUT);
    }

    @Option(names = "--json", description = "Print JSON instead, with the names of docs/reference/json.md.")
    private boolean wanted;

    public boolean wanted() {
        return wanted;
    }

    /** Prints one JSON text. */
    public static void print(Object value) {
        System.out.println(text(value));
    }

    /** @return the JSON text */
    public static String text(Object value) {
        try {
            return Mapper.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
