package org.clickrouter.destination.webhook;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.http.HttpMethods;
import org.clickrouter.destination.BodyFormat;
import org.clickrouter.destination.DestinationSettings;
import org.clickrouter.net.AllowList;
import org.clickrouter.net.HostAlias;
import org.clickrouter.net.LocalAddress;
import org.clickrouter.net.NetworkPath;
import org.clickrouter.net.ProxyChoice;
import org.clickrouter.net.TlsFiles;
import org.clickrouter.settings.value.Items;
import org.clickrouter.settings.value.ProxyAddress;
import org.clickrouter.settings.value.UrlTemplate;
import org.clickrouter.signing.StandardWebhooks;
import org.clickrouter.text.Durations;

/**
 * What is set of one webhook.
 *
 * @param address of the receiver; may hold secrets, and name fields of the click
 * @param signing signs, or where there is no secret does not
 * @param method POST, PUT or PATCH
 * @param answers what they mean
 * @param maximumAge how long ago a code may have been seen first that is still sent; empty: however long
 * @param redirects hosts to which one redirect is followed; empty: none is
 * @param format shape of the body
 * @param timeout the longest that one call may take
 * @param batch clicks in one request at most; above 1 each request is an array
 * @param compressed whether the body goes as gzip
 * @param headers to add; may hold secrets
 * @param allowed networks that the receiver may be in
 * @param path there
 * @param credentials who calls
 */
record WebhookSettings(
        UrlTemplate address,
        StandardWebhooks signing,
        HttpMethods method,
        AnswerRules answers,
        Optional<Duration> maximumAge,
        List<String> redirects,
        BodyFormat format,
        Duration timeout,
        int batch,
        boolean compressed,
        Map<String, String> headers,
        AllowList allowed,
        NetworkPath path,
        Credentials credentials) {

    /** @throws IllegalArgumentException for one without an address, or with a value that cannot be read */
    static WebhookSettings of(DestinationSettings settings) {
        if (!settings.isSet("url")) {
            throw new IllegalArgumentException(settings.name() + ".url is not set");
        }
        UrlTemplate address = UrlTemplate.parse(settings.own("url"));
        return new WebhookSettings(
                address,
                StandardWebhooks.of(settings.secret("secret")),
                HttpMethods.valueOf(settings.get("method").toUpperCase(Locale.ROOT)),
                AnswerRules.of(settings),
                Optional.of(settings.own("max-age"))
                        .filter(age -> !age.isEmpty())
                        .map(Durations::parse),
                Items.of(settings.own("redirect")),
                BodyFormat.parse(settings.get("format")),
                settings.duration("timeout"),
                settings.integer("batch"),
                settings.get("compression").equals("gzip"),
                settings.headers("headers"),
                AllowList.parse(settings.get("allow")),
                path(settings),
                Credentials.of(settings, address.address()));
    }

    private static NetworkPath path(DestinationSettings settings) {
        return new NetworkPath(
                ProxyChoice.of(
                        settings.key("proxy"),
                        settings.get("proxy"),
                        settings.all().layers().environment()),
                local(settings),
                tls(settings));
    }

    static LocalAddress local(DestinationSettings settings) {
        return LocalAddress.of(settings.key("local-address"), settings.get("local-address"));
    }

    /** A proxy that can answer in the receiver's place: of an encrypted way it sees nothing. */
    Optional<ProxyAddress> readingProxy() {
        URI url = URI.create(HostAlias.of(address.address().url()));
        return "http".equalsIgnoreCase(url.getScheme())
                ? path.proxy().to("http", address.address().host())
                : Optional.empty();
    }

    /** Each destination's own: who we are to one receiver is nobody else's business. */
    static TlsFiles tls(DestinationSettings settings) {
        return new TlsFiles(
                file(settings, "ca"),
                file(settings, "certificate"),
                file(settings, "key"),
                settings.secret("certificate-password"));
    }

    private static Optional<Path> file(DestinationSettings settings, String key) {
        return Optional.of(settings.own(key))
                .filter(path -> !path.isEmpty())
                .map(path -> settings.all().home().resolve(path));
    }

    /** Shows neither address nor secret. */
    @Override
    public String toString() {
        return "WebhookSettings[" + signing + ", " + format + ", " + timeout + "]";
    }
}
