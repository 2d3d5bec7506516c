package org.clickrouter.run;

import java.io.IOException;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToCreateRouteFromTemplateException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.text.RootCause;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The YAML files of routes/: loaded as a whole, and, in dev mode, loaded anew as a whole, since a template has no life
 * of its own.
 */
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
     * @throws Exception what Camel says of a file that it cannot understand
     */
    public void load(CamelContext context) throws Exception {
        for (Path file : files()) {
            mustBeList(file);
        }
        try {
            load(context, resources(context), operations);
        } catch (Exception e) {
            for (Path file : files()) {
                mustBeYaml(file);
            }
            throw e;
        }
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

    /**
     * Camel passes over a file without a list in it, and says nothing. All that follows its beginning is left to Camel,
     * which reads it anyway.
     */
    private static void mustBeList(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            for (Event event : new Parse(LoadSettings.builder().build()).parseReader(reader)) {
                if (event instanceof NodeEvent || event instanceof StreamEndEvent) {
                    if (event instanceof NodeEvent && !(event instanceof SequenceStartEvent)) {
                        throw new UsageException(
                                file + ": must be a list: each route, template or bean begins with '- '");
                    }
                    return;
                }
            }
        } catch (YamlEngineException e) {
            throw noYaml(file, e);
        }
    }

    /** Says where it is none, which Camel wraps into sentences of its own. */
    private static void mustBeYaml(Path file) throws IOException {
        try {
            new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        } catch (YamlEngineException e) {
            throw noYaml(file, e);
        }
    }

    private static UsageException noYaml(Path file, YamlEngineException e) {
        return new UsageException(file + ": is no YAML: " + e.getMessage());
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

    /**
     * Stops and removes what was loaded, and loads the files as they are now. Files that Camel cannot understand change
     * nothing.
     *
     * @throws Exception what is wrong with them
     */
    void reload(CamelContext context) throws Exception {
        // A registry of its own around the beans: closing the scratch context clears its registry.
        try (DefaultCamelContext scratch = new DefaultCamelContext(new DefaultRegistry(context.getRegistry()))) {
            scratch.getPropertiesComponent().setOverrideProperties(properties(context));
            load(scratch);
        }
        // All together first: removed one by one, a poll under way would wait half a minute for a direct: route that is
        // gone.
        context.getShutdownStrategy()
                .suspend(context, context.getCamelContextExtension().getRouteStartupOrder());
        context.getRouteController().removeAllRoutes();
        context.removeRouteTemplates("*");
        context.getEndpointRegistry().clear();
        load(context);
    }

    private static Properties properties(CamelContext context) {
        Properties properties = new Properties();
        properties.putAll(context.getPropertiesComponent().loadProperties());
        return properties;
    }

    /** @return a mistake in the files as one, whatever Camel wrapped around it; else the failure itself */
    static RuntimeException mistake(RuntimeException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof FailedToCreateRouteException
                    || t instanceof FailedToStartRouteException
                    || t instanceof FailedToCreateRouteFromTemplateException
                    || t instanceof ResolveEndpointFailedException) {
                return new UsageException("routes/: " + RootCause.line(failure), failure);
            }
        }
        return failure;
    }

    private Collection<Resource> resources(CamelContext context) {
        return files().stream()
                .map(file -> ResourceHelper.resolveResource(context, "file:" + file))
                .toList();
    }

    /** Whether any file has this word outside of its comments. */
    public boolean mention(String word) {
        Pattern whole = Pattern.compile("(?m)^(?!\\s*#).*(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])");
        return files().stream().anyMatch(file -> {
            try {
                return whole.matcher(Files.readString(file)).find();
            } catch (IOException e) {
                throw new UsageException(file + ": cannot be read: " + e.getMessage());
            }
        });
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
