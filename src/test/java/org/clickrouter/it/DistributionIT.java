package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archive holds: everything that the documents say is in it. */
class DistributionIT {

    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)[^)]*\\)");

    @TempDir
    private static Path folder;

    private static Path root;

    @BeforeAll
    static void unpack() {
        root = Distribution.unpack(folder);
    }

    @Test
    void everythingThatAnEngineerNeedsOrMayEditIsThere() {
        assertThat(Stream.of(
                        "click-router.jar",
                        "application.properties",
                        "routes/routing.camel.yaml",
                        "routes/routing.examples.yaml",
                        "routes/mail/subject.txt.mustache",
                        "routes/mail/digest.html.mustache",
                        "routes/mail/es/digest.html.mustache",
                        "kamelets/signed-webhook-sink.kamelet.yaml",
                        "deploy/click-router.service",
                        "deploy/alerts.yml",
                        "examples/quarkus/pom.xml",
                        "docs/how-it-works.md",
                        "lib/README.txt",
                        "README.md",
                        "CHANGELOG.md",
                        "LICENSE",
                        "NOTICE"))
                .allSatisfy(file -> assertThat(root.resolve(file)).isRegularFile());
        assertThat(root.resolve("bin/click-router")).isExecutable();
        assertThat(root.resolve("bin/click-router.cmd")).content().contains("\r\n");
    }

    @Test
    void theLibraryIsThereWithItsPom() throws IOException {
        String version = root.getFileName().toString().substring("click-router-".length());

        assertThat(root.resolve("library/click-router-" + version + ".jar")).isRegularFile();
        assertThat(root.resolve("library/click-router-" + version + ".pom"))
                .content()
                .contains("<version>" + version + "</version>");
    }

    @Test
    void noDocumentLinksToAFileThatIsNotThere() throws IOException {
        List<String> broken = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path page :
                    files.filter(file -> file.toString().endsWith(".md")).toList()) {
                Matcher link = LINK.matcher(Files.readString(page));
                while (link.find()) {
                    if (!link.group(1).contains(":") && !Files.exists(page.resolveSibling(link.group(1)))) {
                        broken.add(root.relativize(page) + ": " + link.group(1));
                    }
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void bothJarsCarryTheLicence() throws IOException {
        for (String property : List.of("click-router.jar", "click-router.lib")) {
            try (ZipFile jar = new ZipFile(System.getProperty(property))) {
                assertThat(new String(jar.getInputStream(jar.getEntry("META-INF/LICENSE"))
                                .readAllBytes()))
                        .isEqualTo(Files.readString(root.resolve("LICENSE")));
                assertThat(new String(jar.getInputStream(jar.getEntry("META-INF/NOTICE"))
                                .readAllBytes()))
                        .contains("The Click Router authors");
            }
        }
    }
}
