package org.clickrouter.destination.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.clickrouter.net.Deadline;

/**
 * The connections of mails, under the {@link Deadline} of the thread that opens them. The mail library's own time-outs
 * begin anew with each byte, so a server that answers by drips would hold a mail for ever.
 */
public final class MailSockets extends SSLSocketFactory {

    private SSLSocketFactory sockets;

    private MailSockets() {}

    /** @return for connections that begin unencrypted */
    public static SocketFactory plain() {
        return new PlainMailSockets();
    }

    /** @return for connections that are encrypted from the first byte; trusts what the JVM trusts */
    public static SocketFactory encrypted() {
        return new MailSockets();
    }

    /** Made when a mail first needs it: reading what the JVM trusts would hold up every start. */
    private synchronized SSLSocketFactory sockets() {
        if (sockets == null) {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, null, null);
                sockets = context.getSocketFactory();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java has no TLS", e);
            }
        }
        return sockets;
    }

    @Override
    public Socket createSocket() throws IOException {
        return watched(sockets().createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return watched(sockets().createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return watched(sockets().createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return watched(sockets().createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return watched(sockets().createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(Socket under, String host, int port, boolean autoClose) throws IOException {
        return watched(sockets().createSocket(under, host, port, autoClose));
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets().getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets().getSupportedCipherSuites();
    }

    private static Socket watched(Socket socket) {
        Deadline.watch(socket);
        return socket;
    }
}
