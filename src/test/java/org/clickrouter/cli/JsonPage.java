package org.clickrouter.cli;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.introspect.BasicBeanDescription;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.clickrouter.ads.AdsReport;
import org.clickrouter.cli.task.BackfillRecord;
import org.clickrouter.cli.task.CertificateCommand;
import org.clickrouter.cli.task.Reroute;
import org.clickrouter.console.view.ClickLife;
import org.clickrouter.console.view.CoverageDays;
import org.clickrouter.console.view.Deliveries;
import org.clickrouter.console.view.DestinationState;
import org.clickrouter.console.view.Overview;
import org.clickrouter.console.view.Rules;
import org.clickrouter.console.view.SettingsList;
import org.clickrouter.tryout.RehearsalReport;

/** The records that commands print and pages are as JSON, on paper: names as they are written, and their comments. */
final class JsonPage {

    /**
     * What is one JSON text.
     *
     * @param heading the commands and pages that give it
     * @param list whether it is a list of the type
     */
    private record View(String heading, Class<?> type, boolean list) {}

    private static final List<View> VIEWS = List.of(
            one("`status`, and the page `/`", Overview.class),
            one("`deliveries`, `dead`, and the page `/deliveries`", Deliveries.class),
            one("`trace`, and the page `/clicks`", ClickLife.class),
            one("`coverage`, and the page `/coverage`", CoverageDays.class),
            one("`ads`, and the page `/ads`", AdsReport.class),
            one("The page `/destinations/NAME`", DestinationState.class),
            one("The page `/rules`", Rules.class),
            one("The page `/settings`", SettingsList.class),
            one("`backfill`", BackfillRecord.class),
            one("`backup`", BackupCommand.View.class),
            one("`certificate`", CertificateCommand.Written.class),
            one("`certificate --verify`", CertificateCommand.Checked.class),
            one("`certificate --public-key`", CertificateCommand.Key.class),
            one("`check`", CheckCommand.View.class),
            one("`components`", ComponentsCommand.OnBoard.class),
            one("`doctor`", DoctorCommand.View.class),
            list("`find`", FindCommand.View.class),
            one("`forget`", ForgetCommand.View.class),
            one("`move`", MoveCommand.View.class),
            one("`pause`", PauseCommand.View.class),
            one("`queue move`, `queue drop`", QueueCommand.View.class),
            list("`reconcile`", ReconcileCommand.View.class),
            one("`rehearse`", RehearsalReport.View.class),
            one("`reload`", ReloadCommand.View.class),
            one("`replay`", ReplayCommand.View.class),
            one("`replay --reroute`", Reroute.View.class),
            one("`restore`", RestoreCommand.View.class),
            one("`resume`", ResumeCommand.View.class),
            list("`route`", Rules.Tried.class));

    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private final SourceComments comments = new SourceComments();
    private final StringBuilder page = new StringBuilder("""
            # The JSON of commands and pages

            What a command prints with `--json`, and what a page of the [console](../console.md) is for who asks for
            `application/json`. Names stay as they are; more may be added. Times are ISO 8601 with the offset; what is not known is
            `null`. A command prints one JSON text to the standard output, and nothing else. `attention[].kind` is the field `kind` of
            each object of the list `attention`, and NAME stands for a name that is data. This page is made from the product itself.
            """);
    /** Where a type of this view was told first. */
    private final Map<Class<?>, String> told = new HashMap<>();

    private static View one(String heading, Class<?> type) {
        return new View(heading, type, false);
    }

    private static View list(String heading, Class<?> type) {
        return new View(heading, type, true);
    }

    static String text() {
        JsonPage written = new JsonPage();
        VIEWS.forEach(written::add);
        return written.page.toString();
    }

    private void add(View view) {
        told.clear();
        page.append("\n## ").append(view.heading).append("\n\n");
        String said = comments.of(view.type).text().replaceFirst("^What is printed\\. ?", "");
        page.append(view.list ? "A list. " : "").append(said).append(said.isEmpty() ? "" : "\n\n");
        page.append("| field | type | what it is |\n| --- | --- | --- |\n");
        fields(JSON.constructType(view.type), view.list ? "[]." : "");
    }

    /** A row for each field of a record, in the order in which they are written, and for theirs. */
    private void fields(JavaType record, String path) {
        SourceComments.Comment comment = comments.of(record.getRawClass());
        for (BeanPropertyDefinition field : introspect(record).findProperties()) {
            JavaType type = written(field.getPrimaryType());
            String name = path + field.getName();
            String meaning = comment.fields().getOrDefault(field.getInternalName(), "");
            JavaType inner = inner(type);
            String first = told.get(inner.getRawClass());
            if (inner.isRecordType() && first == null) {
                String itself = comments.of(inner.getRawClass()).text();
                meaning = meaning.isEmpty() ? itself : meaning;
            } else if (inner.isRecordType()) {
                meaning = (meaning + "; fields as of `" + first + "`").replaceFirst("^; ", "");
            }
            page.append(("| `" + name + "` | " + words(type) + " | " + meaning).strip())
                    .append(" |\n");
            if (inner.isRecordType() && first == null) {
                told.put(inner.getRawClass(), name);
                fields(inner, name + (type.isCollectionLikeType() ? "[]." : type.isMapLikeType() ? ".NAME." : "."));
            }
        }
    }

    private static BasicBeanDescription introspect(JavaType type) {
        return (BasicBeanDescription) JSON.getSerializationConfig().introspect(type);
    }

    /** The type that is written in the place of one that says so. */
    private static JavaType written(JavaType type) {
        var value = introspect(type).findJsonValueAccessor();
        return value == null ? type : value.getType();
    }

    private static JavaType inner(JavaType type) {
        return type.isContainerType() ? type.getContentType() : type;
    }

    private static String words(JavaType type) {
        if (type.isCollectionLikeType()) {
            return "list: " + words(type.getContentType());
        } else if (type.isMapLikeType()) {
            return "by name: " + words(type.getContentType());
        } else if (type.isRecordType()) {
            return "object";
        }
        return switch (type.getRawClass().getSimpleName()) {
            case "String" -> "text";
            case "boolean", "Boolean" -> "true, false";
            case "int", "Integer", "long", "Long" -> "whole number";
            case "double", "Double", "BigDecimal" -> "number";
            default -> throw new IllegalStateException(type + ": say in words what it is as JSON");
        };
    }
}
