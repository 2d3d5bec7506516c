package org.clickrouter.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.clickrouter.settings.OperationSettings;

/** The YAML files of routes/: loaded as a whole, and, in dev mode, loaded anew as a whole, since a template has no life of its own. */
final class RouteFiles {

    private final Path folder;
    private final List<OperationSettings> operations;

    RouteFiles(Path folder, List<OperationSettings> operations) {
        this.folder = folder;
        this.operations = operations;
    }

    Path folder() {
        return folder;
    }

    /**
     * Loads every *.camel.yaml and starts each template that has a parameter {@code operation} once for each operation.
     *
     * @throws Exception what Camel says of a file that it cannot understand
     */
    void load(CamelContext context) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(resources(context));
        ModelCamelContext model = (ModelCamelContext) context;
        for (RouteTemplateDefinition template : new ArrayList<>(model.getRouteTemplateDefinitions())) {
            if (has(template, "operation")) {
                for (OperationSettings operation : operations) {
                    start(context, template, operation);
                }
            }
        }
    }

    private static void start(CamelContext context, RouteTemplateDefinition template, OperationSettings operation) {
        TemplatedRouteBuilder builder = TemplatedRouteBuilder.builder(context, template.getId())
            .routeId(template.getId() + "-" + operation.name()).parameter("operation", operation.name());
        if (has(template, "maxInFlight")) {
            builder.parameter("maxInFlight", operation.maxInFlight());
        }
        builder.add();
    }

    private static boolean has(RouteTemplateDefinition template, String parameter) {
        return template.getTemplateParameters() != null
            && template.getTemplateParameters().stream().map(RouteTemplateParameterDefinition::getName).anyMatch(parameter::equals);
    }

    /** Stops and removes what was loaded, and loads the files as they are now. */
    void reload(CamelContext context) throws Exception {
        // All together first: removed one by one, a poll under way would wait half a minute for a direct: route that is gone.
        context.getShutdownStrategy().suspend(context, context.getCamelContextExtension().getRouteStartupOrder());
        context.getRouteController().removeAllRoutes();
        context.removeRouteTemplates("*");
        context.getEndpointRegistry().clear();
        load(context);
    }

    private Collection<Resource> resources(CamelContext context) {
        return files().stream().map(file -> ResourceHelper.resolveResource(context, "file:" + file)).toList();
    }

    /**
     * @return the files, sorted by name
     * @throws UsageException when there are none
     */
    List<Path> files() {
        if (!Files.isDirectory(folder)) {
            throw new UsageException(folder + ": there is no such folder; routes/ must stand beside application.properties (or name its parent"
                + " by --home)");
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(file -> file.getFileName().toString().endsWith(".camel.yaml")).sorted().toList();
            if (files.isEmpty()) {
                throw new UsageException(folder + ": holds no file *.camel.yaml");
            }
            return files;
        } catch (IOException e) {
            throw new UsageException(folder + ": cannot be read: " + e.getMessage());
        }
    }
}
