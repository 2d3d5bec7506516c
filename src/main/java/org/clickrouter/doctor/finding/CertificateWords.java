package org.clickrouter.doctor.finding;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.clickrouter.net.ServerCertificate;

/** What a server's certificate comes to, in words. */
public final class CertificateWords {

    /** So long before its end it is told. */
    private static final Duration SOON = Duration.ofDays(14);

    private CertificateWords() {}

    /** @param host as it was asked for */
    public static Finding of(Topic topic, String subject, String host, ServerCertificate certificate, Instant now) {
        String until = certificate.ends().atZone(ZoneOffset.UTC).toLocalDate() + " (UTC)";
        if (certificate.ends().isBefore(now)) {
            return Finding.bad(
                    topic,
                    subject,
                    "the certificate of " + host + " has expired: it was valid until " + until,
                    "Whoever runs " + host + " must renew it; nothing is sent there before. If only this machine says"
                            + " so, its clock is wrong.");
        }
        Optional<String> refusal = certificate.refusal();
        if (refusal.isPresent()) {
            return Finding.bad(
                    topic,
                    subject,
                    "the certificate of " + host + " is not trusted: " + refusal.get(),
                    "Check the host name and any proxy between; where the issuer is your own, name its certificate in the"
                            + " setting that ends in .ca, or import it into the trust store of this Java"
                            + " (javax.net.ssl.trustStore).");
        }
        return certificate.ends().isBefore(now.plus(SOON))
                ? Finding.warning(
                        topic,
                        subject,
                        "the certificate of " + host + " is valid until " + until + " only",
                        "Whoever runs " + host + " must renew it before.")
                : Finding.good(topic, subject, "the certificate of " + host + " is valid until " + until);
    }
}
