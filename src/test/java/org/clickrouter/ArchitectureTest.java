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
import java.util.stream.Stream;
import org.clickrouter.routes.RouteYaml;
import org.junit.jupiter.api.Test;

/** Who may know whom. Routes name beans; Java names no route. */
class ArchitectureTest {

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
    void javaNamesNoRoute() throws IOException {
        List<String> ids = RouteYaml.routeIds();
        assertThat(ids).contains("route-click", "deliver-webhook", "poll");
        List<String> named = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                String text = Files.readString(source);
                ids.stream()
                        .filter(id -> text.contains('"' + id + '"'))
                        .forEach(id -> named.add(source.getFileName() + ": " + id));
            }
        }

        assertThat(named).isEmpty();
    }
}
