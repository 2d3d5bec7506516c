package org.clickrouter.net;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS by files that are renewed while the product runs: each new connection looks whether one has changed. Where the
 * new ones cannot be read, as while they are being written, the old ones go on.
 */
public final class RenewedTls implements TlsSocketStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(RenewedTls.class);

    private final TlsFiles files;
    private List<String> read;
    private TlsSocketStrategy present;

    /** @throws IllegalArgumentException see {@link TlsFiles#context} */
    public RenewedTls(TlsFiles files) {
        this.files = files;
        this.read = state();
        this.present = new DefaultClientTlsStrategy(files.context());
    }

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext context)
            throws IOException {
        return present().upgrade(socket, target, port, attachment, context);
    }

    private synchronized TlsSocketStrategy present() {
        List<String> now = state();
        if (!now.equals(read)) {
            try {
                present = new DefaultClientTlsStrategy(files.context());
                read = now;
            } catch (IllegalArgumentException broken) {
                LOG.warn(
                        "the files of TLS have changed and cannot be used, the old ones go on: {}",
                        broken.getMessage());
            }
        }
        return present;
    }

    private List<String> state() {
        return Stream.of(files.ca(), files.certificate(), files.key())
                .flatMap(Optional::stream)
                .map(RenewedTls::state)
                .toList();
    }

    private static String state(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException gone) {
            return "";
        }
    }
}
