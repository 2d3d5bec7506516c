package org.clickrouter.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.clickrouter.certificate.Certificate;
import org.clickrouter.certificate.CertificatePage;
import org.clickrouter.certificate.CertificateQuery;
import org.clickrouter.certificate.SigningKey;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.Period;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.totals.Days;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code certificate}: a signed statement of what was read and delivered, and the check of one. */
@Command(
        name = "certificate",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a signed statement of what was read and delivered of whole days.",
            "That is a JSON file, its Ed25519 signature beside it (.sig), and a page for people (.html). The key is made at the",
            "first use. With --verify: exit code 0 where the signature is that of the file and the key, 1 where it is not."
        },
        footer = {
            "",
            "For example: click-router certificate --from 2026-11-01 --to 2026-11-30",
            "             click-router certificate --verify certificate-default-2026-11-01-2026-11-30.json --key issuer.pem"
        })
public final class CertificateCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Mixin
    private Period period;

    @Option(names = "--operation", paramLabel = "NAME", description = "Of several operations, the one.")
    private String operation;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The JSON file (default: certificate-OPERATION-FROM-TO.json in the working folder).")
    private Path out;

    @Option(names = "--verify", paramLabel = "FILE", description = "Check such a file against FILE.sig instead.")
    private Path verify;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "The key file, PEM (default: data/certificate.key). To verify, the public key of who signed is enough.")
    private Path key;

    @Option(names = "--public-key", description = "Print the public key, PEM, and nothing else.")
    private boolean publicKey;

    @Override
    public Integer call() throws IOException {
        Path keyFile = key != null ? key : home.path().resolve("data").resolve("certificate.key");
        if (verify != null) {
            return verified(keyFile) ? 0 : 1;
        }
        if (publicKey) {
            System.out.print(SigningKey.pem(SigningKey.at(keyFile).open()));
            return 0;
        }
        try (StoreOnly open = new StoreOnly(home.path())) {
            OperationSettings its = operation(open.settings.operations());
            Period.Days days = period.neededDays(its.zone(), open.clock.instant());
            LocalDate from = days.from();
            LocalDate to = days.to();
            Path file = out != null ? out : Path.of("certificate-" + its.name() + "-" + from + "-" + to + ".json");
            if (Files.exists(file)) {
                throw new UsageException(file + ": is there already");
            }
            SigningKey signer = SigningKey.at(keyFile);
            Certificate certificate = new CertificateQuery(
                            open.stores.database, open.clock, Days.settled(open.settings))
                    .of(its, from, to, SigningKey.fingerprint(signer.open()));
            write(file, certificate, signer);
        }
        return 0;
    }

    private OperationSettings operation(List<OperationSettings> all) {
        if (operation == null && all.size() == 1) {
            return all.get(0);
        }
        return all.stream()
                .filter(one -> one.name().equals(operation))
                .findFirst()
                .orElseThrow(() -> new UsageException((operation == null
                                ? "--operation: which one?"
                                : "--operation " + operation + ": is none.")
                        + " There are "
                        + String.join(
                                ", ", all.stream().map(OperationSettings::name).toList())));
    }

    private static void write(Path file, Certificate certificate, SigningKey signer) throws IOException {
        byte[] json = certificate.json();
        String signature = signer.sign(json);
        Files.write(file, json);
        Files.writeString(beside(file, ".sig"), signature);
        Path page = beside(file, ".html");
        Files.writeString(page, CertificatePage.html(certificate, sha256(json), signature));
        System.out.println("wrote " + file + ", " + beside(file, ".sig") + " and " + page);
        System.out.println("signed by the key " + certificate.key() + "; certificate --public-key prints it");
    }

    private boolean verified(Path keyFile) throws IOException {
        if (Files.notExists(keyFile)) {
            throw new UsageException("--key: " + keyFile + " is not there. Ask who signed for the public key"
                    + " (click-router certificate --public-key) and give its file");
        }
        PublicKey open = SigningKey.open(keyFile);
        Path signature = beside(verify, ".sig");
        for (Path needed : List.of(verify, signature)) {
            if (!Files.isRegularFile(needed)) {
                System.out.println("NOT VALID: " + needed + " is not there");
                return false;
            }
        }
        byte[] json = Files.readAllBytes(verify);
        if (!SigningKey.verifies(open, json, Files.readString(signature))) {
            System.out.println("NOT VALID: " + verify + " is not what the key " + SigningKey.fingerprint(open)
                    + " signed: the file, its .sig or the key is another");
            return false;
        }
        JsonNode said = new ObjectMapper().readTree(json);
        System.out.println("VALID: operation " + said.path("operation").asText() + ", "
                + said.path("from").asText() + " to " + said.path("to").asText() + ", issued at "
                + said.path("issued_at").asText() + ", signed by the key " + SigningKey.fingerprint(open));
        return true;
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
