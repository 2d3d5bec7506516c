package org.clickrouter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.clickrouter.outbox.RoutingEntry;
import org.clickrouter.routes.RouteYaml;
import org.junit.jupiter.api.Test;

/** Who may know whom. Routes name beans; Java names no route but the entry. */
class ArchitectureTest {

    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.clickrouter");

    @Test
    void whatIsPlainJavaKnowsNoCamel() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..report..",
                        "..window..",
                        "..delivery..",
                        "..signing..",
                        "..store..",
                        "..text..",
                        "..settings..",
                        "..check..",
                        "..tryout.example..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .check(PRODUCT);
    }

    @Test
    void whatHoldsRowsKnowsNoSettings() {
        noClasses()
                .that()
                .resideInAPackage("org.clickrouter.store.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.clickrouter.settings..")
                .check(PRODUCT);
    }

    @Test
    void nothingKnowsTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.clickrouter.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.clickrouter.cli..")
                .check(PRODUCT);
    }

    @Test
    void noPackageKnowsItselfThroughOthers() {
        slices().matching("org.clickrouter.(**)").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        Set<Path> silent = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            sources.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .filter(folder -> Files.notExists(folder.resolve("package-info.java")))
                    .forEach(silent::add);
        }

        assertThat(silent).isEmpty();
    }

    @Test
    void javaNamesNoRouteButTheEntry() throws IOException {
        List<String> ids = RouteYaml.routeIds();
        assertThat(ids).contains("route-click", "poll");
        List<String> named = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                LITERAL.matcher(Files.readString(source))
                        .results()
                        .map(MatchResult::group)
                        .filter(literal -> ids.stream().anyMatch(id -> names(literal, id)))
                        .forEach(literal -> named.add(source.getFileName() + " " + literal));
            }
        }

        assertThat(named).containsExactly("RoutingEntry.java \"" + RoutingEntry.URI + "\"");
    }

    /** An id of several words is one wherever it stands; a single word may be one of a sentence, or begin a setting. */
    private static boolean names(String literal, String id) {
        String word = Pattern.quote(id);
        return Pattern.compile(id.contains("-") ? "(?<![\\w.-])" + word + "(?![\\w.-])" : "[\":/]" + word + "[\"?]")
                .matcher(literal)
                .find();
    }
}
