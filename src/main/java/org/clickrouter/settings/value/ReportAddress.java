package org.clickrouter.settings.value;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the report of an operation is fetched, made from its server number or its base URL. */
public final class ReportAddress {

    private static final String LABEL = "([A-Za-z0-9-]{0,62}[A-Za-z0-9])";
    // People also write wv0012 for 0012, or paste the whole address.
    private static final Pattern SERVER = Pattern.compile(
            "(?:https?://)?wv" + LABEL + "\\.wolkvox\\.com/?|(?:wv(?=\\d))?" + LABEL, Pattern.CASE_INSENSITIVE);
    private static final String FOLDER = "/api/v2";
    private static final String REPORTS = "/reports_manager.php";

    private ReportAddress() {}

    /** The NNNN of wvNNNN.wolkvox.com, from the number itself or from the whole host name. */
    static Optional<String> label(String server) {
        Matcher form = SERVER.matcher(server);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(form.group(1) != null ? form.group(1) : form.group(2));
    }

    public static URI ofServer(String server) {
        return URI.create("https://wv" + label(server).orElseThrow() + ".wolkvox.com" + FOLDER + REPORTS);
    }

    public static URI ofBaseUrl(String baseUrl) {
        String base = baseUrl.replaceAll("/+$", "");
        if (base.endsWith(".php")) {
            return URI.create(base);
        }
        return URI.create(base + (base.endsWith(FOLDER) ? "" : FOLDER) + REPORTS);
    }
}
