package org.clickrouter.destination.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.clickrouter.net.BoundedSocket;

/**
 * The same as {@link MailSockets} for connections that begin unencrypted: the mail library takes every factory of the
 * other class for an encrypting one.
 */
final class PlainMailSockets extends SocketFactory {

    @Override
    public Socket createSocket() {
        return new BoundedSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return BoundedSocket.to(
                new InetSocketAddress(InetAddress.getByName(host), port), new InetSocketAddress(local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return BoundedSocket.to(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return BoundedSocket.to(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }
}
