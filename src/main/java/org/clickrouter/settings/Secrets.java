package org.clickrouter.settings;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.clickrouter.settings.catalog.Setting;
import org.clickrouter.settings.catalog.SettingsCatalog;
import org.clickrouter.settings.value.HeaderPairs;
import org.clickrouter.settings.value.WebAddress;

/** What must never be shown, and the mask over it. */
final class Secrets {

    static final String MASK = "***";
    /** Anything shorter would blacken half of every text. */
    private static final int SHORTEST = 4;

    private static final Pattern TELLING_NAME = Pattern.compile(
            ".*(password|passwd|secret|token|api-?_?key|access-?_?key|private-?_?key|credential|authorization).*|.*\\.(headers|bearer)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WEB_USER = Pattern.compile("(?i)^https?://([^/?#@][^/?#]*)@");
    private static final Pattern USER_INFO = Pattern.compile("://[^/?#@:]*:([^/?#]+)@");
    /** jdbc:oracle:thin:user/password@host. */
    private static final Pattern ORACLE_USER = Pattern.compile("(?i)^jdbc:oracle:[^:/@]+:[^/@]*/([^@]+)@");
    /** SQL Server takes a value in braces, whatever is in it. */
    private static final Pattern BRACES = Pattern.compile("(?i);\\s*password\\s*=\\s*\\{([^}]+)}");
    /**
     * A value twice: up to the next parameter, and up to where it ends in a list of brokers,
     * (tcp://a?password=x,tcp://b).
     */
    private static final Pattern PARAMETER = Pattern.compile("[?&;]([^=&;?]+)=(?=([^&;#]*))([^&;#,)?]*)");

    private final Set<String> values = new LinkedHashSet<>();
    private Pattern forms;

    /** Whether a key's name says that its value is a secret, for keys that are not in the catalog. */
    static boolean isTellingName(String key) {
        return TELLING_NAME.matcher(key).matches();
    }

    synchronized void add(String value) {
        if (!value.isEmpty()) {
            values.add(value);
            forms = null;
        }
    }

    /**
     * Adds what of a key's value must not be shown. In a key of the engineer's own, what was looked up elsewhere is a
     * secret, whatever the key's name.
     */
    void addValue(String key, Value found, Optional<Setting> setting) {
        if (setting.isEmpty() && !isPlain(key)) {
            found.sources().values().forEach(this::add);
        }
        String value = found.text();
        if (setting.map(Setting::secret).orElseGet(() -> isTellingName(key) && !key.endsWith(".file"))) {
            add(value);
        }
        if (key.endsWith(".secret") || key.endsWith("-secret")) {
            addEach(value);
        }
        if (key.endsWith(".headers")) {
            addHeaders(HeaderPairs.values(value));
        }
        addFromUrl(value);
    }

    /** A key that ends like a setting which is no secret, such as NAME.user: the user may stand in any sentence. */
    private static boolean isPlain(String key) {
        String ending = key.substring(key.lastIndexOf('.') + 1);
        return SettingsCatalog.all().stream()
                .anyMatch(setting -> !setting.secret() && setting.key().endsWith("." + ending));
    }

    /** Adds several secrets of one setting, each by itself as well. */
    void addEach(String value) {
        add(value);
        for (String part : value.split("[\\s,]+")) {
            add(part);
        }
    }

    /** Adds the values of headers, and what stands behind Bearer and its like. */
    void addHeaders(Collection<String> headerValues) {
        for (String value : headerValues) {
            add(value);
            add(value.substring(value.lastIndexOf(' ') + 1));
        }
    }

    /** Adds the passwords that stand inside a URL, and what is sent in the place of user and password. */
    void addFromUrl(String url) {
        if (url.regionMatches(true, 0, "http", 0, 4)) {
            addUser(url);
        }
        Matcher userInfo = USER_INFO.matcher(url);
        if (userInfo.find()) {
            addEncoded(userInfo.group(1));
        }
        for (Pattern vendor : List.of(ORACLE_USER, BRACES)) {
            Matcher password = vendor.matcher(url);
            if (password.find()) {
                add(password.group(1));
            }
        }
        Matcher parameter = PARAMETER.matcher(url);
        while (parameter.find()) {
            if (isTellingName(parameter.group(1)) || parameter.group(1).matches("(?i)key|sig|signature|pwd")) {
                addEncoded(parameter.group(2));
                addEncoded(parameter.group(3));
            }
        }
    }

    /** A user without a password is a token most of the time. */
    private void addUser(String url) {
        Matcher user = WEB_USER.matcher(url);
        if (user.find()) {
            String written = user.group(1);
            int colon = written.indexOf(':');
            if (colon < 0 || colon == written.length() - 1) {
                add(WebAddress.decoded(colon < 0 ? written : written.substring(0, colon)));
            } else {
                add(WebAddress.decoded(written.substring(colon + 1)));
            }
            add(written);
            try {
                WebAddress.parse(url).authorization().ifPresent(basic -> addHeaders(List.of(basic)));
            } catch (IllegalArgumentException wrong) {
                // check tells; such an address is sent nothing.
                return;
            }
        }
    }

    synchronized Set<String> values() {
        return Set.copyOf(values);
    }

    /** The text with {@code ***} for each secret of 4 characters or more, as it is or URL-encoded. */
    String mask(String text) {
        if (text == null) {
            return null;
        }
        Pattern pattern = forms();
        return pattern.pattern().isEmpty() ? text : pattern.matcher(text).replaceAll(Matcher.quoteReplacement(MASK));
    }

    private synchronized Pattern forms() {
        if (forms == null) {
            Set<String> all = new LinkedHashSet<>();
            for (String value : values) {
                if (value.length() >= SHORTEST) {
                    String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
                    all.add(value);
                    for (String form : List.of(encoded, encoded.replace("+", "%20"))) {
                        all.add(form);
                        all.add(Pattern.compile("%[0-9A-F]{2}")
                                .matcher(form)
                                .replaceAll(hex -> hex.group().toLowerCase(Locale.ROOT)));
                    }
                }
            }
            // The longest first: a secret may be the beginning of another.
            forms = Pattern.compile(all.stream()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|")));
        }
        return forms;
    }

    private void addEncoded(String part) {
        add(part);
        try {
            add(URLDecoder.decode(part, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException plain) {
            // A stray % means that it was not encoded: the part itself is what counts.
            return;
        }
    }
}
