package org.clickrouter.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for this machine and one for another, both trusted by whoever takes the trust store, made anew for each
 * test by the JDK's keytool.
 */
public final class Certificates {

    /** Of every store. */
    public static final String PASSWORD = "changeit";

    private static final char[] CHARACTERS = PASSWORD.toCharArray();
    private final Path folder;
    private final SSLContext right;
    private final SSLContext wrong;

    public Certificates(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        this.folder = folder;
        Process one = make(folder, "right", "dns:localhost,ip:127.0.0.1");
        Process other = make(folder, "wrong", "dns:other.example");
        if (one.waitFor() != 0 || other.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, CHARACTERS);
        StringBuilder pem = new StringBuilder();
        for (String name : new String[] {"right", "wrong"}) {
            Certificate certificate = load(folder, name).getCertificate(name);
            trusted.setCertificateEntry(name, certificate);
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        try (OutputStream file = Files.newOutputStream(trustStore())) {
            trusted.store(file, CHARACTERS);
        }
        Files.writeString(pem(), pem);
        right = context(folder, "right");
        wrong = context(folder, "wrong");
    }

    /** @return for servers: as this host, with a certificate that ended yesterday */
    public static SSLContext expired(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        if (make(folder, "expired", "dns:localhost,ip:127.0.0.1", "-startdate", "-3d")
                        .waitFor()
                != 0) {
            throw new IOException("keytool failed");
        }
        return context(folder, "expired");
    }

    /** @return for servers: as the host that clients ask for, or as another one */
    public SSLContext context(boolean asAnother) {
        return asAnother ? wrong : right;
    }

    /** Makes a key and a certificate for clients: NAME.p12, and the same as NAME.pem and NAME.key. */
    public void client(String name) throws IOException, GeneralSecurityException, InterruptedException {
        if (make(folder, name, "dns:" + name + ".example").waitFor() != 0) {
            throw new IOException("keytool failed");
        }
        KeyStore store = load(folder, name);
        pem(name + ".pem", "CERTIFICATE", store.getCertificate(name).getEncoded());
        pem(name + ".key", "PRIVATE KEY", store.getKey(name, CHARACTERS).getEncoded());
    }

    private void pem(String file, String what, byte[] bytes) throws IOException {
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                        + "-----\n");
    }

    /** @return for servers: as this host, and lets in one client */
    public SSLContext lettingIn(String client) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(client, load(folder, client).getCertificate(client));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(folder, "right"), CHARACTERS);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** @return for clients: trusts both */
    public SSLContext trust() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(trustStore())) {
            trusted.load(file, CHARACTERS);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** @return a PKCS12 trust store */
    public Path trustStore() {
        return folder.resolve("trusted.p12");
    }

    /** @return the trusted certificates as text */
    public Path pem() {
        return folder.resolve("trusted.pem");
    }

    private static Process make(Path folder, String name, String names, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                folder.resolve(name + ".p12").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=" + names,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static KeyStore load(Path folder, String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(file, CHARACTERS);
        }
        return store;
    }

    private static SSLContext context(Path folder, String name) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(folder, name), CHARACTERS);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
