package org.clickrouter.certificate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An Ed25519 key in a file of its own, as PEM: the private key, which only its owner may read, and the public key. */
public final class SigningKey {

    private static final String ALGORITHM = "Ed25519";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final PrivateKey secret;
    private final PublicKey open;

    private SigningKey(PrivateKey secret, PublicKey open) {
        this.secret = secret;
        this.open = open;
    }

    /**
     * Reads the key, and makes one where there is none.
     *
     * @throws IOException where the file cannot be read or written, holds no such key, or may be read by others
     */
    public static SigningKey at(Path file) throws IOException {
        if (Files.notExists(file)) {
            make(file);
        }
        if (posix(file)) {
            Set<PosixFilePermission> may = Files.getPosixFilePermissions(file);
            if (may.stream().anyMatch(one -> !one.name().startsWith("OWNER_"))) {
                throw new IOException(file + ": others may read or write it (" + PosixFilePermissions.toString(may)
                        + "), so nobody would know who signed; chmod 600 it, or delete it for a new key");
            }
        }
        String text = Files.readString(file);
        try {
            byte[] secret = part(text, "PRIVATE KEY")
                    .orElseThrow(() -> new IOException(file + ": holds no PRIVATE KEY in PEM"));
            byte[] open =
                    part(text, "PUBLIC KEY").orElseThrow(() -> new IOException(file + ": holds no PUBLIC KEY in PEM"));
            return new SigningKey(
                    KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(secret)), read(open));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + ": holds no key of " + ALGORITHM);
        }
    }

    /**
     * The public key of a file, which may hold the private one, too.
     *
     * @throws IOException where the file cannot be read or holds none
     */
    public static PublicKey open(Path file) throws IOException {
        try {
            return read(part(Files.readString(file), "PUBLIC KEY")
                    .orElseThrow(() -> new IOException(file + ": holds no PUBLIC KEY in PEM")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + ": holds no public key of " + ALGORITHM);
        }
    }

    private static PublicKey read(byte[] open) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(open));
    }

    private static void make(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        FileAttribute<?>[] mine = posix(folder)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            byte[] text = (pem("PRIVATE KEY", pair.getPrivate().getEncoded()) + pem(pair.getPublic()))
                    .getBytes(StandardCharsets.UTF_8);
            try (var out =
                    Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mine)) {
                out.write(ByteBuffer.wrap(text));
            }
        } catch (FileAlreadyExistsException another) {
            // Another process was quicker: its key is the one.
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean posix(Path path) throws IOException {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && Files.getFileStore(path).supportsFileAttributeView("posix");
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + LINES.encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }

    /** The public key as PEM. */
    public static String pem(PublicKey key) {
        return pem("PUBLIC KEY", key.getEncoded());
    }

    private static Optional<byte[]> part(String text, String what) {
        Matcher found = Pattern.compile("-----BEGIN " + what + "-----([A-Za-z0-9+/=\\s]*)-----END " + what + "-----")
                .matcher(text);
        return found.find() ? Optional.of(Base64.getMimeDecoder().decode(found.group(1))) : Optional.empty();
    }

    public PublicKey open() {
        return open;
    }

    /** SHA-256 of the public key's DER, in hex: what people compare. */
    public static String fingerprint(PublicKey key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the signature in Base64, one line */
    public String sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(text);
            return Base64.getEncoder().encodeToString(signature.sign()) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param signature in Base64 */
    public static boolean verifies(PublicKey key, byte[] text, String signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(text);
            return check.verify(Base64.getDecoder().decode(signature.strip()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
