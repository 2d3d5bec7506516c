package org.clickrouter.run;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.clickrouter.outbox.RoutingEntry;
import org.clickrouter.routefile.CamelMistakes;
import org.clickrouter.routefile.DirectCalls;
import org.clickrouter.routefile.Mentions;
import org.clickrouter.routefile.RouteFile;
import org.clickrouter.routefile.RouteRules;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.UsageException;

/** The YAML files of routes/, loaded as a whole. */
public final class RouteFiles {

    /** How the names of files with examples end. */
    public static final String EXAMPLES = ".examples.yaml";

    private final Path folder;
    private final List<OperationSettings> operations;

    public RouteFiles(Path folder, List<OperationSettings> operations) {
        this.folder = folder;
        this.operations = operations;
    }

    public Path folder() {
        return folder;
    }

    /**
     * The folder routes/ of a home. Where a home has none, the shipped one serves: beside the jar, or, in a checkout,
     * beside the folder that the jar was built into.
     */
    public static Path folder(Path home) {
        Path own = home.resolve("routes");
        if (Files.isDirectory(own)) {
            return own;
        }
        try {
            Path jar = Path.of(RouteFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path beside = jar.resolveSibling("routes");
            Path checkout = jar.getParent().resolveSibling("routes");
            return Files.isDirectory(beside) ? beside : Files.isDirectory(checkout) ? checkout : own;
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Not started from a jar.
        }
        return own;
    }

    /**
     * Loads every *.camel.yaml and starts each template that has a parameter {@code operation} once for each operation.
     *
     * @throws UsageException with one line for each mistake: file, line, step, and what to write
     */
    public void load(CamelContext context) {
        List<String> mistakes = new ArrayList<>();
        List<RouteFile> read = read(mistakes);
        boolean all = mistakes.isEmpty();
        mistakes.addAll(RouteRules.mistakes(read));
        if (all) {
            // What a file that could not be read may hold is not missing.
            mistakes.addAll(DirectCalls.mistakes(read));
            DirectCalls.missing(read, RoutingEntry.URI).ifPresent(mistakes::add);
        }
        if (!mistakes.isEmpty()) {
            throw new UsageException(String.join("\n", mistakes));
        }
        try {
            // Camel cannot read a file that is all comments.
            List<Resource> resources = read.stream()
                    .filter(file -> !file.entries().isEmpty())
                    .map(file -> ResourceHelper.resolveResource(context, "file:" + file.path()))
                    .toList();
            load(context, resources, operations);
        } catch (Exception e) {
            throw explained(context, e);
        }
    }

    /** @param mistakes takes a line for each file that is no list in YAML; such a file is left out */
    private List<RouteFile> read(List<String> mistakes) {
        List<RouteFile> read = new ArrayList<>();
        for (Path file : files()) {
            try {
                read.add(RouteFile.read(file));
            } catch (UsageException e) {
                mistakes.add(e.getMessage());
            }
        }
        return read;
    }

    /** @return the failure in the words of the files: where, why, what to write */
    UsageException explained(CamelContext context, Exception failure) {
        Set<String> beans =
                context.getRegistry().findByTypeWithName(Object.class).keySet();
        return new UsageException(new CamelMistakes(read(new ArrayList<>()), beans).explain(failure), failure);
    }

    /**
     * @param named destinations that the routes send to
     * @return a line for each of them that no route of the files takes from, with its place and what to write
     */
    public List<String> unserved(Collection<String> named) {
        List<RouteFile> read = read(new ArrayList<>());
        Set<String> served = RouteRules.served(read);
        return named.stream()
                .filter(name -> !served.contains(name))
                .sorted()
                .map(name -> RouteRules.unserved(read, name, served))
                .toList();
    }

    /** Loads what is said to be valid, wherever it comes from. */
    public static void load(CamelContext context, Collection<Resource> resources, List<OperationSettings> operations)
            throws Exception {
        context.getCamelContextExtension().setErrorHandlerFactory(quiet());
        PluginHelper.getRoutesLoader(context).loadRoutes(resources);
        ModelCamelContext model = (ModelCamelContext) context;
        for (RouteTemplateDefinition template : new ArrayList<>(model.getRouteTemplateDefinitions())) {
            if (has(template, "operation")) {
                for (OperationSettings operation : operations) {
                    start(context, template, operation);
                }
            }
        }
    }

    /**
     * What governs routes that state no error handler, until a file states one: Camel's default, without the stack for
     * each failed exchange. Who gets the failure back says it in one line.
     */
    private static DefaultErrorHandlerDefinition quiet() {
        RedeliveryPolicyDefinition policy = new RedeliveryPolicyDefinition();
        policy.setLogExhausted("false");
        DefaultErrorHandlerDefinition handler = new DefaultErrorHandlerDefinition();
        handler.setRedeliveryPolicy(policy);
        // Where nothing is ever repeated, Camel asks the level alone.
        handler.setLevel("OFF");
        return handler;
    }

    private static void start(CamelContext context, RouteTemplateDefinition template, OperationSettings operation) {
        TemplatedRouteBuilder builder = TemplatedRouteBuilder.builder(context, template.getId())
                .routeId(template.getId() + "-" + operation.name())
                .parameter("operation", operation.name());
        if (has(template, "maxInFlight")) {
            builder.parameter("maxInFlight", operation.maxInFlight());
        }
        builder.add();
    }

    private static boolean has(RouteTemplateDefinition template, String parameter) {
        return template.getTemplateParameters() != null
                && template.getTemplateParameters().stream()
                        .map(RouteTemplateParameterDefinition::getName)
                        .anyMatch(parameter::equals);
    }

    /** @return whether the failure is a mistake in the files: all that Camel says itself, and nothing of ours */
    static boolean isMistake(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t.getClass().getName().startsWith("org.clickrouter.")) {
                return false;
            }
        }
        return true;
    }

    /** Whether any file has this word outside of its comments. */
    public boolean mention(String word) {
        return Mentions.in(files(), word);
    }

    /**
     * @return the files, sorted by name
     * @throws UsageException when there are none
     */
    public List<Path> files() {
        if (!Files.isDirectory(folder)) {
            throw new UsageException(folder
                    + ": there is no such folder; routes/ must stand beside application.properties (or name its parent"
                    + " by --home)");
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(file -> file.getFileName().toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new UsageException(folder + ": holds no file *.camel.yaml");
            }
            return files;
        } catch (IOException e) {
            throw new UsageException(folder + ": cannot be read: " + e.getMessage());
        }
    }
}
