package org.clickrouter.camel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** The same as {@link MailSockets} for connections that begin unencrypted: the mail library takes every factory of the other class for an encrypting one. */
final class PlainMailSockets extends SocketFactory {

    @Override
    public Socket createSocket() {
        return watched(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return watched(new Socket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return watched(new Socket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return watched(new Socket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return watched(new Socket(host, port, local, localPort));
    }

    private static Socket watched(Socket socket) {
        Deadline.watch(socket);
        return socket;
    }
}
