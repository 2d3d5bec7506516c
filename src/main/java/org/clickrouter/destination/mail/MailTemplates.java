package org.clickrouter.destination.mail;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds Mustache templates: first in the engineer's folder, then among the shipped ones. */
final class MailTemplates {
    private final Path overrides;
    private final String folder;

    /**
     * {@code overrides} may be null or missing, and need not hold every template. Those of another language than
     * English stand in a folder of its name.
     */
    MailTemplates(Path overrides, String language) {
        this.overrides = overrides;
        this.folder = language.equals("en") ? "" : language + "/";
    }

    /** A template whose values are escaped for HTML. */
    Mustache html(String name) {
        return compile(new DefaultMustacheFactory(this::open), folder + name);
    }

    /** A template whose values stay as they are. */
    Mustache text(String name) {
        return compile(
                new DefaultMustacheFactory(this::open) {
                    @Override
                    public void encode(String value, Writer writer) {
                        try {
                            writer.write(value);
                        } catch (IOException failed) {
                            throw new UncheckedIOException(failed);
                        }
                    }
                },
                folder + name);
    }

    private static Mustache compile(DefaultMustacheFactory factory, String name) {
        try {
            return factory.compile(name);
        } catch (MustacheException wrong) {
            throw new IllegalArgumentException("the mail template " + name + " is wrong: " + wrong.getMessage(), wrong);
        }
    }

    private Reader open(String name) {
        try {
            Path own = overrides == null ? null : overrides.resolve(name).normalize();
            if (own != null && own.startsWith(overrides.normalize()) && Files.isRegularFile(own)) {
                return Files.newBufferedReader(own);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        InputStream shipped = MailTemplates.class.getResourceAsStream("/META-INF/click-router/routes/mail/" + name);
        return shipped == null ? null : new InputStreamReader(shipped, StandardCharsets.UTF_8);
    }
}
