package org.clickrouter.destination.mail;

import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import java.io.StringWriter;
import java.net.IDN;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.destination.RecordFields;
import org.clickrouter.report.KnownField;
import org.clickrouter.text.OneLine;

/**
 * Makes a click's mail from three Mustache templates, {@code subject.txt.mustache}, {@code body.txt.mustache} and
 * {@code body.html.mustache}. In a template stand {@code operation}, {@code revision}, {@code cod_act}, every field of
 * the record by its name, {@code link} to the ad or post, {@code ad_name}, and {@code fields}, a list of {@code name},
 * {@code value} and {@code link}. Of a name that both sides use, ours is shown, and the record's stays in
 * {@code fields}.
 */
public final class MailBody {
    private static final int LONGEST_SUBJECT = 200;
    private static final int BAR = 160;

    private final Mustache subject;
    private final Mustache text;
    private final Mustache html;
    private final Mustache digestSubject;
    private final Mustache digestText;
    private final Mustache digestHtml;
    private final UnaryOperator<String> names;

    /**
     * What a mail is about.
     *
     * @param operation the operation's name
     * @param revision the code's revision, from 1
     * @param codAct the activity code
     * @param fields the record's fields in order, as {@link RecordFields#parse} gives them
     */
    public record Click(String operation, int revision, String codAct, Map<String, String> fields) {
        /** Hides the fields, which hold people's data. */
        @Override
        public String toString() {
            return "Click[operation=" + operation + ", revision=" + revision + "]";
        }
    }

    /**
     * A mail ready to be sent.
     *
     * @param subject one line of at most 200 characters, not yet encoded for a header
     * @param text the plain part
     * @param html the HTML part, every value escaped
     */
    public record Rendered(String subject, String text, String html) {}

    private record Line(String name, String value, String link) {}

    /** @param bar its length in pixels beside the others */
    private record Count(String code, String ad, String ad_name, String link, int clicks, long bar) {}

    /**
     * Reads the templates once.
     *
     * @param overrides a folder whose templates take the place of the shipped ones by name; may be null or missing
     * @param language en or es; the templates of another one than English stand in a folder of its name
     * @throws IllegalArgumentException naming the template that is not Mustache
     */
    public MailBody(Path overrides, String language) {
        this(overrides, language, UnaryOperator.identity());
    }

    /** @param names of an ad's id its name, or the id itself */
    public MailBody(Path overrides, String language, UnaryOperator<String> names) {
        this.names = names;
        MailTemplates templates = new MailTemplates(overrides, language);
        subject = templates.text("subject.txt.mustache");
        text = templates.text("body.txt.mustache");
        html = templates.html("body.html.mustache");
        digestSubject = templates.text("digest.subject.txt.mustache");
        digestText = templates.text("digest.txt.mustache");
        digestHtml = templates.html("digest.html.mustache");
    }

    /**
     * Makes the mail.
     *
     * @throws DeliveryException ROUTE_FAILED when a template fails on this click
     */
    public Rendered render(Click click) {
        return render(subject, text, html, model(click));
    }

    /**
     * Makes one mail of several clicks: a table of them, how many there are by code and ad, and a picture of them over
     * time, stacked by code.
     *
     * @throws DeliveryException ROUTE_FAILED when a template fails on these clicks
     */
    public Rendered digest(List<Click> clicks) {
        Map<List<String>, Integer> counted = new TreeMap<>(
                Comparator.comparing((List<String> key) -> key.get(0)).thenComparing(key -> key.get(1)));
        Map<String, String> links = new HashMap<>();
        List<Map<String, Object>> models = clicks.stream().map(this::model).toList();
        models.forEach(click -> {
            String ad = String.valueOf(click.getOrDefault("source_id", ""));
            counted.merge(List.of(String.valueOf(click.get("cod_act")), ad), 1, Integer::sum);
            links.merge(ad, String.valueOf(click.get("link")), (first, next) -> first.isEmpty() ? next : first);
        });
        Map<String, Object> model = new HashMap<>();
        model.put("count", clicks.size());
        model.put("clicks", models);
        DigestPicture picture = DigestPicture.of(models.stream()
                .map(click -> new DigestPicture.Mark(
                        String.valueOf(click.getOrDefault("date", "")), String.valueOf(click.get("cod_act"))))
                .toList());
        model.put("picture", picture.svg());
        model.put("picture_from", picture.from());
        model.put("picture_to", picture.to());
        model.put("codes", picture.codes());
        int most = counted.values().stream().mapToInt(c -> c).max().orElse(1);
        model.put(
                "counts",
                counted.entrySet().stream()
                        .map(c -> new Count(
                                c.getKey().get(0),
                                c.getKey().get(1),
                                names.apply(c.getKey().get(1)),
                                links.get(c.getKey().get(1)),
                                c.getValue(),
                                Math.max(1, (long) BAR * c.getValue() / most)))
                        .toList());
        return render(digestSubject, digestText, digestHtml, model);
    }

    private Map<String, Object> model(Click click) {
        Map<String, Object> model = new HashMap<>(click.fields());
        click.fields().forEach((name, value) -> {
            KnownField known = KnownField.of(name);
            if (known != null && !value.isEmpty()) {
                model.putIfAbsent(known.key(), value);
            }
        });
        model.put("operation", click.operation());
        model.put("revision", click.revision());
        model.put("cod_act", click.codAct());
        model.put("ad_name", names.apply(String.valueOf(model.getOrDefault("source_id", ""))));
        model.put("link", AdLink.of(String.valueOf(model.getOrDefault("source_url", ""))));
        model.put(
                "fields",
                click.fields().entrySet().stream()
                        .map(field -> new Line(
                                field.getKey(),
                                field.getValue(),
                                KnownField.of(field.getKey()) == KnownField.SOURCE_URL
                                        ? AdLink.of(field.getValue())
                                        : ""))
                        .toList());
        return model;
    }

    private static Rendered render(Mustache subject, Mustache text, Mustache html, Map<String, Object> model) {
        // A line break here would let a field write headers of its own.
        String line = OneLine.cut(OneLine.plain(run(subject, model)), LONGEST_SUBJECT);
        return new Rendered(line, run(text, model), run(html, model));
    }

    /**
     * The Message-ID of a delivery, the same through every retry, so that mail servers recognise a repeat.
     *
     * @param deliveryId the delivery's id
     * @param fromAddress the sender, whose domain is taken
     * @return {@code <id@domain>}, safe for a header whatever comes in
     */
    public static String messageId(String deliveryId, String fromAddress) {
        StringBuilder id = new StringBuilder();
        deliveryId.chars().forEach(c -> {
            boolean safe = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            id.append(safe ? String.valueOf((char) c) : "=" + Integer.toHexString(c));
        });
        return "<" + id + "@" + domain(fromAddress) + ">";
    }

    private static String domain(String address) {
        String from = address == null ? "" : address;
        String domain = from.substring(from.lastIndexOf('@') + 1).replaceAll("[>\\s].*", "");
        try {
            domain = IDN.toASCII(domain);
        } catch (IllegalArgumentException noDomain) {
            domain = "";
        }
        return domain.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*") && from.contains("@")
                ? domain
                : "click-router.invalid";
    }

    private static String run(Mustache template, Map<String, Object> model) {
        try {
            StringWriter writer = new StringWriter();
            template.execute(writer, List.of(model).toArray());
            return writer.toString();
        } catch (MustacheException failed) {
            throw new DeliveryException(
                    FailureKind.ROUTE_FAILED, "a mail template failed on this click", null, null, failed);
        }
    }
}
