package org.clickrouter.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The certificate that a server shows, looked at and judged apart: a handshake that fails tells neither when it ends
 * nor whose it is.
 *
 * @param ends when it is no longer valid
 * @param refusal why it is not trusted, for this host; empty where it does
 */
public record ServerCertificate(Instant ends, Optional<String> refusal) {

    /**
     * Connects and looks; nothing is sent but what TLS itself sends, and what opens a proxy's tunnel.
     *
     * @param path by which it is reached; whom it trusts decides
     * @param host as it is asked for
     * @throws org.clickrouter.delivery.PathException where a proxy is in the way
     * @throws IOException where no server answers there, or none that speaks TLS
     */
    public static ServerCertificate of(NetworkPath path, String host, int port, Duration patience) throws IOException {
        try (Socket plain = Tunnel.open(path, "https", host.replaceAll("[\\[\\]]", ""), port, patience)) {
            plain.setSoTimeout(Math.toIntExact(patience.toMillis()));
            return of(plain, host, path.tls());
        }
    }

    /**
     * The same on a connection that is there, such as after STARTTLS.
     *
     * @param connected is closed with it
     */
    public static ServerCertificate of(Socket connected, String host) throws IOException {
        return of(connected, host, TlsFiles.NONE);
    }

    private static ServerCertificate of(Socket connected, String host, TlsFiles tls) throws IOException {
        Look look = new Look(tls.trustManagers());
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(tls.keyManagers(), new TrustManager[] {look}, new SecureRandom());
            try (SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(connected, host, connected.getPort(), true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        return new ServerCertificate(look.ends, Optional.ofNullable(look.refusal));
    }

    /** Lets every certificate pass, and keeps what the one of this Java says. */
    private static final class Look extends X509ExtendedTrustManager {
        private Instant ends = Instant.EPOCH;
        private String refusal;
        private final TrustManager[] judges;

        /** @param judges null for those of this Java */
        private Look(TrustManager[] judges) {
            this.judges = judges;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            ends = Instant.MAX;
            for (X509Certificate one : chain) {
                Instant its = one.getNotAfter().toInstant();
                ends = its.isBefore(ends) ? its : ends;
            }
            try {
                for (TrustManager manager : judges == null ? ofJava() : judges) {
                    if (manager instanceof X509ExtendedTrustManager ours) {
                        ours.checkServerTrusted(chain, type, socket);
                    }
                }
            } catch (CertificateException e) {
                Throwable root = e;
                while (root.getCause() != null) {
                    root = root.getCause();
                }
                refusal = String.valueOf(root.getMessage());
            } catch (GeneralSecurityException e) {
                throw new CertificateException(e);
            }
        }

        private static TrustManager[] ofJava() throws GeneralSecurityException {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return factory.getTrustManagers();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw notLookedAt();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw notLookedAt();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw notLookedAt();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw notLookedAt();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw notLookedAt();
        }

        /** The connection is a socket of ours to a server: nothing else is ever to be judged, let alone let pass. */
        private static CertificateException notLookedAt() {
            return new CertificateException("only a server's certificate, on a socket, is looked at here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
