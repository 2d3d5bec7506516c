package org.clickrouter.store.jdbc;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * The scripts that make the schema, by name. Flyway would look for them through all that is on the class path, which
 * takes it a tenth of a second in our jar, and finds nothing where a host packs jars into jars.
 */
final class Scripts implements ResourceProvider {

    static final String FOLDER = "/db/migration/";
    static final List<String> NAMES = List.of("V1__store.sql", "V2__coverage.sql", "V3__attempts.sql");

    /**
     * What Flyway writes into its table for each of them: the version, and the CRC-32 of its lines. Should another
     * Flyway count otherwise, it is only asked at each start again.
     */
    static Map<String, Integer> checksums() {
        Map<String, Integer> checksums = new HashMap<>();
        for (String name : NAMES) {
            CRC32 crc = new CRC32();
            text(name).lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
            checksums.put(name.substring(1, name.indexOf("__")), (int) crc.getValue());
        }
        return checksums;
    }

    private static String text(String name) {
        URL script = Scripts.class.getResource(FOLDER + name);
        try (var bytes = script.openStream()) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The schema's script " + script + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public LoadableResource getResource(String name) {
        return NAMES.contains(name) ? new Script(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return NAMES.stream()
                .filter(name ->
                        name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(Script::new)
                .toList();
    }

    private static final class Script extends LoadableResource {
        private final String name;

        private Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            return new StringReader(text(name));
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getAbsolutePath();
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
