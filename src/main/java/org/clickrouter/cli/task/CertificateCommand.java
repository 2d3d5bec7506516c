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
import java.util.function.Supplier;
import org.clickrouter.certificate.Certificate;
import org.clickrouter.certificate.CertificatePage;
import org.clickrouter.certificate.CertificateQuery;
import org.clickrouter.certificate.SigningKey;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.NewFile;
import org.clickrouter.cli.option.Period;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Json;
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

    @Mixin
    private Json json;

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

    /**
     * The files that were written.
     *
     * @param file the statement
     * @param page the same to be read by people
     * @param from the first day
     * @param to the last day
     * @param key the fingerprint of the key that signed
     */
    public record Written(
            String file, String signature, String page, String operation, String from, String to, String key) {
        private String said() {
            return "wrote " + file + ", " + signature + " and " + page + "\nsigned by the key " + key
                    + "; certificate --public-key prints it";
        }
    }

    /**
     * What came of the check. What the statement says is there only where it is valid.
     *
     * @param trouble why it is not valid, or null
     * @param key the fingerprint of the key that signed
     */
    public record Checked(
            boolean valid,
            String file,
            String trouble,
            String operation,
            String from,
            String to,
            String issuedAt,
            String key) {
        private static Checked not(Path file, String trouble) {
            return new Checked(false, file.toString(), trouble, null, null, null, null, null);
        }

        private String said() {
            return valid
                    ? "VALID: operation " + operation + ", " + from + " to " + to + ", issued at " + issuedAt
                            + ", signed by the key " + key
                    : "NOT VALID: " + trouble;
        }
    }

    /**
     * The public half of the key.
     *
     * @param key its fingerprint
     * @param publicKey PEM
     */
    public record Key(String key, String publicKey) {}

    @Override
    public Integer call() throws IOException {
        Path keyFile = key != null ? key : home.path().resolve("data").resolve("certificate.key");
        if (verify != null) {
            Checked checked = checked(keyFile);
            print(checked, checked::said);
            return checked.valid() ? 0 : 1;
        }
        if (!Files.exists(keyFile)) {
            // It is made at the first use.
            NewFile.require("--key", keyFile);
        }
        if (publicKey) {
            PublicKey open = SigningKey.at(keyFile).open();
            Key its = new Key(SigningKey.fingerprint(open), SigningKey.pem(open));
            print(its, () -> its.publicKey().strip());
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
            NewFile.require("--out", file);
            SigningKey signer = SigningKey.at(keyFile);
            Certificate certificate = new CertificateQuery(
                            open.stores.database, open.clock, Days.settled(open.settings))
                    .of(its, from, to, SigningKey.fingerprint(signer.open()));
            Written written = write(file, certificate, signer);
            print(written, written::said);
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

    private void print(Object view, Supplier<String> words) {
        if (json.wanted()) {
            Json.print(view);
        } else {
            System.out.println(words.get());
        }
    }

    private static Written write(Path file, Certificate certificate, SigningKey signer) throws IOException {
        byte[] json = certificate.json();
        String signature = signer.sign(json);
        Files.write(file, json);
        Files.writeString(beside(file, ".sig"), signature);
        Path page = beside(file, ".html");
        Files.writeString(page, CertificatePage.html(certificate, sha256(json), signature));
        return new Written(
                file.toString(),
                beside(file, ".sig").toString(),
                page.toString(),
                certificate.operation(),
                certificate.from(),
                certificate.to(),
                certificate.key());
    }

    private Checked checked(Path keyFile) throws IOException {
        if (Files.notExists(keyFile)) {
            throw new UsageException("--key: " + keyFile + " is not there. Ask who signed for the public key"
                    + " (click-router certificate --public-key) and give its file");
        }
        PublicKey open = SigningKey.open(keyFile);
        Path signature = beside(verify, ".sig");
        for (Path needed : List.of(verify, signature)) {
            if (!Files.isRegularFile(needed)) {
                return Checked.not(verify, needed + " is not there");
            }
        }
        byte[] json = Files.readAllBytes(verify);
        if (!SigningKey.verifies(open, json, Files.readString(signature))) {
            return Checked.not(
                    verify,
                    verify + " is not what the key " + SigningKey.fingerprint(open)
                            + " signed: the file, its .sig or the key is another");
        }
        JsonNode said = new ObjectMapper().readTree(json);
        return new Checked(
                true,
                verify.toString(),
                null,
                said.path("operation").asText(),
                said.path("from").asText(),
                said.path("to").asText(),
                said.path("issued_at").asText(),
                SigningKey.fingerprint(open));
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
