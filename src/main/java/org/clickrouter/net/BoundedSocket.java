package org.clickrouter.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A connection to a mail server that begins unencrypted, under the {@link Deadline} of the thread that opens it. The
 * server can say 1 MB on it in all: the mail library takes in lines and answers of any length, and a server without an
 * end to them would fill the memory.
 */
public final class BoundedSocket extends Socket {

    private static final int MOST = 1 << 20;

    private InputStream bounded;

    public BoundedSocket() {
        Deadline.watch(this);
    }

    /** Connected at once. */
    public static BoundedSocket to(InetSocketAddress server, InetSocketAddress local) throws IOException {
        BoundedSocket socket = new BoundedSocket();
        try {
            socket.bind(local);
            socket.connect(server);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        if (bounded == null) {
            bounded = new Bounded(super.getInputStream());
        }
        return bounded;
    }

    private static final class Bounded extends FilterInputStream {
        private int left = MOST;

        private Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got = in.read(buffer, offset, length);
            count(got);
            return got;
        }

        private void count(int got) throws IOException {
            left -= Math.max(0, got);
            if (left < 0) {
                throw new IOException("the mail server says more than " + MOST + " bytes");
            }
        }
    }
}
