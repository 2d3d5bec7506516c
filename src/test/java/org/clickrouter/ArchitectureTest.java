package org.clickrouter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** What is in one room is known by heart: a package of more than thirty classes is two. */
    @Test
    void noPackageHoldsMoreThanThirtyClasses() throws IOException {
        Map<String, Integer> classes = new TreeMap<>();
        for (Path source : sources()) {
            if (!source.endsWith("package-info.java")) {
                classes.merge(source.getParent().toString(), 1, Integer::sum);
            }
        }
        classes.values().removeIf(count -> count <= 30);

        assertThat(classes).isEmpty();
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

    /** One idea a class, so that a stranger reads it in one go. */
    @Test
    void noClassIsLongerThanThreeHundredLines() throws IOException {
        Set<String> tooLong = new TreeSet<>();
        for (Path source : sources()) {
            if (Files.readAllLines(source).size() > 300) {
                tooLong.add(source.getFileName().toString().replace(".java", ""));
            }
        }

        assertThat(tooLong).isEmpty();
    }

    /** A class and its parts, such as a Camel component and its endpoints, know one another; nothing else does. */
    @Test
    void noClassesOfAPackageKnowOneAnother() {
        List<Set<String>> wholes = List.of(
                Set.of("ClickRouterComponent", "ClickRouterEndpoint"),
                Set.of(
                        "OutboxComponent",
                        "OutboxEndpoint",
                        "OutboxConsumer",
                        "OutboxProducer",
                        "DeliveryWorker",
                        "LeaseHeartbeat",
                        "PauseGate",
                        "Claimer",
                        "SendLoop"),
                Set.of("DeliveryException", "Failures"),
                Set.of("Click", "RecordReader"),
                Set.of("AnswerException", "ConnectionTrouble"),
                Set.of("Operation", "Settings"),
                Set.of(
                        "ApiSimulator",
                        "ControlHandler",
                        "InformationHandler",
                        "AllowedCallers",
                        "Account",
                        "ClickGenerator"),
                Set.of("Router", "RouteSet", "RunningRoutes", "HandOver"),
                Set.of("PollSession", "WindowSource"),
                Set.of("ClickRules", "LeftAnswers"),
                Set.of("ClickRouter", "TrainCommand", "CompletionCommand"));
        Map<String, Set<String>> known = new TreeMap<>();
        PRODUCT.forEach(type -> type.getDirectDependenciesFromSelf().stream()
                .filter(dependency ->
                        dependency.getTargetClass().getPackageName().equals(type.getPackageName()))
                .forEach(dependency -> known.computeIfAbsent(outermost(type), name -> new TreeSet<>())
                        .add(outermost(dependency.getTargetClass()))));
        Set<String> tied = new TreeSet<>();
        known.forEach((one, others) -> others.stream()
                .filter(other -> !other.equals(one) && reaches(other, one, known))
                .filter(other ->
                        wholes.stream().noneMatch(whole -> whole.containsAll(Set.of(simple(one), simple(other)))))
                .forEach(other -> tied.add(one + " and " + simple(other))));

        assertThat(tied).isEmpty();
    }

    /** When a table changes, one room of the tests changes with it. */
    @Test
    void onlyOneRoomOfTheTestsKnowsTheTablesOfTheStore() throws IOException {
        String tables = Pattern.compile("(?m)^CREATE TABLE \\S*?(\\w+) \\($")
                .matcher(Files.readString(Path.of("src/main/resources/org/clickrouter/store/schema/V1__store.sql")))
                .results()
                .map(table -> table.group(1))
                .collect(Collectors.joining("|"));
        assertThat(tables).contains("delivery", "operation_state");
        Pattern sql = Pattern.compile("\\b(?:FROM|JOIN|INTO|UPDATE|TABLE) (?:" + tables + ")\\b");
        Path tests = Path.of("src/test/java/org/clickrouter");
        Set<String> knowing = new TreeSet<>();
        try (Stream<Path> all = Files.walk(tests)) {
            for (Path source : all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(tests.resolve("testing/store")))
                    .filter(file -> !file.startsWith(tests.resolve("store")))
                    .toList()) {
                if (sql.matcher(Files.readString(source)).find()) {
                    knowing.add(tests.relativize(source).toString());
                }
            }
        }

        assertThat(knowing).isEmpty();
    }

    /** What a process prints is one for all tests: another one's lines would stand among those that are looked at. */
    @Test
    void testsThatRunBesideEachOtherCaptureNoOutput() throws IOException {
        Pattern beside = Pattern.compile("(?m)^ +@Execution\\(ExecutionMode\\.CONCURRENT\\)");
        Pattern captures = Pattern.compile("\\bOutput\\.of\\(|System\\.set(Out|Err)\\(");
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    tests.filter(test -> test.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                assertThat(beside.matcher(text).find() && captures.matcher(text).find())
                        .as(file.toString())
                        .isFalse();
            }
        }
    }

    private static boolean reaches(String from, String to, Map<String, Set<String>> known) {
        Set<String> seen = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            String name = next.pop();
            if (name.equals(to)) {
                return true;
            }
            if (seen.add(name)) {
                next.addAll(known.getOrDefault(name, Set.of()));
            }
        }
        return false;
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceAll("[$\\[;].*", "");
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
            return all.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
