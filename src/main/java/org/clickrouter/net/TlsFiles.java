package org.clickrouter.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * The files behind TLS connections: whom to trust, and who we are. Each is PEM, or PKCS12 with a password.
 *
 * @param ca the authorities that are trusted, in place of Java's own
 * @param certificate ours, with those between it and its authority; in PKCS12 with its key
 * @param key of the certificate in PEM: PKCS8, not encrypted
 * @param password of PKCS12 files
 */
public record TlsFiles(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key, String password) {

    public static final TlsFiles NONE = new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty(), "");

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /**
     * No certificate of ours.
     *
     * @param ca PEM, from this folder; empty: Java's own authorities
     */
    public static TlsFiles trusting(Path folder, String ca) {
        return ca.isEmpty()
                ? NONE
                : new TlsFiles(Optional.of(folder.resolve(ca)), Optional.empty(), Optional.empty(), "");
    }

    public boolean isEmpty() {
        return ca.isEmpty() && certificate.isEmpty();
    }

    /**
     * Reads the files.
     *
     * @throws IllegalArgumentException with the word of the setting (ca, certificate, key) and the rule; the message
     *     shows nothing of a key or a password
     */
    public SSLContext context() {
        TrustManager[] trusted = trustManagers();
        KeyManager[] ours = keyManagers();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(ours, trusted, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Null where Java's own are to be taken. */
    TrustManager[] trustManagers() {
        return ca.isPresent() ? trusted(ca.get()) : null;
    }

    /** Null where there is nothing to show. */
    KeyManager[] keyManagers() {
        return certificate.isPresent() ? ours(certificate.get()) : null;
    }

    private TrustManager[] trusted(Path file) {
        byte[] bytes = read("ca", file);
        try {
            KeyStore store = isPem(bytes) ? empty() : pkcs12(bytes);
            if (isPem(bytes)) {
                int number = 0;
                for (Certificate one : certificates(bytes)) {
                    store.setCertificateEntry(String.valueOf(number++), one);
                }
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            if (Collections.list(store.aliases()).isEmpty()) {
                throw new IllegalArgumentException("ca: " + file + ": holds no certificate that could be trusted");
            }
            return managers.getTrustManagers();
        } catch (GeneralSecurityException | IOException broken) {
            throw unreadable("ca", file, broken);
        }
    }

    private KeyManager[] ours(Path file) {
        byte[] bytes = read("certificate", file);
        try {
            KeyStore store;
            if (!isPem(bytes)) {
                store = pkcs12(bytes);
            } else if (key.isEmpty()) {
                throw new IllegalArgumentException(
                        "key: must name the file of the private key, since certificate is PEM");
            } else {
                Certificate[] chain = certificates(bytes).toArray(Certificate[]::new);
                store = empty();
                store.setKeyEntry("ours", privateKey(chain[0].getPublicKey()), password.toCharArray(), chain);
            }
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, password.toCharArray());
            return managers.getKeyManagers();
        } catch (GeneralSecurityException | IOException broken) {
            throw unreadable("certificate", file, broken);
        }
    }

    private PrivateKey privateKey(PublicKey partner) {
        Path file = key.orElseThrow();
        Matcher pem = KEY.matcher(new String(read("key", file), StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new IllegalArgumentException("key: " + file
                    + ": must hold -----BEGIN PRIVATE KEY----- (PKCS8, not encrypted); openssl pkcs8 -topk8 -nocrypt makes"
                    + " it of others");
        }
        try {
            PrivateKey read = KeyFactory.getInstance(partner.getAlgorithm())
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1))));
            if (!belongs(read, partner)) {
                throw new IllegalArgumentException("key: " + file + ": is not the key of certificate");
            }
            return read;
        } catch (GeneralSecurityException broken) {
            throw new IllegalArgumentException("key: " + file + ": is not the key of certificate", broken);
        }
    }

    private static boolean belongs(PrivateKey mine, PublicKey partner) throws GeneralSecurityException {
        Signature proof = Signature.getInstance(
                switch (partner.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> partner.getAlgorithm();
                });
        proof.initSign(mine);
        proof.update(new byte[] {1});
        byte[] signed = proof.sign();
        proof.initVerify(partner);
        proof.update(new byte[] {1});
        return proof.verify(signed);
    }

    private static byte[] read(String word, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException gone) {
            throw new IllegalArgumentException(word + ": " + file + ": cannot be read", gone);
        }
    }

    private static IllegalArgumentException unreadable(String word, Path file, Exception broken) {
        return new IllegalArgumentException(
                word + ": " + file + ": must be PEM, or PKCS12 with certificate-password as its password", broken);
    }

    private static boolean isPem(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
    }

    private static Collection<? extends Certificate> certificates(byte[] pem) throws GeneralSecurityException {
        String text = new String(pem, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf("-----BEGIN CERTIFICATE-----");
        if (begin < 0) {
            throw new GeneralSecurityException("no certificate");
        }
        // Without what tools write in words before it.
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem, begin, pem.length - begin));
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private KeyStore pkcs12(byte[] bytes) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(bytes), password.toCharArray());
        return store;
    }

    /** Shows no password. */
    @Override
    public String toString() {
        return "TlsFiles[" + ca + ", " + certificate + "]";
    }
}
