package org.clickrouter.signing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/** Signatures that receivers check with a public key, and could not make themselves (RFC 8032). */
final class Ed25519 {

    static final int SEED = 32;
    private static final String NAME = "Ed25519";

    private final PrivateKey key;

    /**
     * @param bytes a private key of 32 bytes, with or without its public key of 32 bytes behind it
     * @throws IllegalArgumentException for other bytes; the message shows none of them
     */
    Ed25519(byte[] bytes) {
        if (bytes.length != SEED && bytes.length != 2 * SEED) {
            throw new IllegalArgumentException("must hold 32 bytes, or 64 with the public key");
        }
        try {
            key = KeyFactory.getInstance(NAME)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOf(bytes, SEED)));
            if (bytes.length > SEED && !verifies(Arrays.copyOfRange(bytes, SEED, 2 * SEED))) {
                throw new IllegalArgumentException("holds a public key that is not that of its private key");
            }
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no " + NAME, impossible);
        }
    }

    /** Signs pieces as if they were one. */
    byte[] sign(byte[]... pieces) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(key);
            for (byte[] piece : pieces) {
                signature.update(piece);
            }
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no " + NAME, impossible);
        }
    }

    private boolean verifies(byte[] publicKey) throws GeneralSecurityException {
        byte[] probe = {1};
        Signature check = Signature.getInstance(NAME);
        check.initVerify(publicKey(publicKey));
        check.update(probe);
        return check.verify(sign(probe));
    }

    /** RFC 8032 5.1.2: little-endian, the last bit says whether x is odd. */
    static PublicKey publicKey(byte[] bytes) throws GeneralSecurityException {
        byte[] y = new byte[SEED];
        for (int i = 0; i < SEED; i++) {
            y[i] = bytes[SEED - 1 - i];
        }
        boolean odd = (y[0] & 0x80) != 0;
        y[0] &= 0x7f;
        return KeyFactory.getInstance(NAME)
                .generatePublic(
                        new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, y))));
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "Ed25519[]";
    }
}
