package org.clickrouter.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server in this process (Apache MINA SSHD), which lets in one user and can break off an upload. */
public final class SftpServer implements AutoCloseable {

    public static final String USER = "clicks";
    public static final String PASSWORD = "sftp+p4ss&word%";

    private final Path root;
    private final Path knownHosts;
    private final SshServer server;
    private final AtomicInteger toBreak = new AtomicInteger();
    private final KeyPairProvider keys = keys();
    private volatile boolean closed;
    private volatile Step beforeWrites = () -> {};

    /** Something that happens on the server. */
    @FunctionalInterface
    public interface Step {
        void run() throws IOException;
    }

    /** @param folder in which its files and its keys lie */
    public SftpServer(Path folder) throws IOException {
        root = Files.createDirectories(folder.resolve("sftp"));
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(keys);
        server.setPasswordAuthenticator(
                (user, password, session) -> !closed && user.equals(USER) && password.equals(PASSWORD));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(new SftpEventListener() {
            @Override
            public void writing(
                    ServerSession session,
                    String handle,
                    FileHandle file,
                    long offset,
                    byte[] data,
                    int dataOffset,
                    int length)
                    throws IOException {
                beforeWrites.run();
            }

            @Override
            public void written(
                    ServerSession session,
                    String handle,
                    FileHandle file,
                    long offset,
                    byte[] data,
                    int dataOffset,
                    int length,
                    Throwable thrown)
                    throws IOException {
                if (toBreak.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    session.close(true);
                    throw new IOException("broken off");
                }
            }
        });
        server.setSubsystemFactories(List.of(sftp));
        server.start();
        knownHosts = folder.resolve("known_hosts");
        Files.writeString(knownHosts, "[127.0.0.1]:" + server.getPort() + " " + key() + "\n");
    }

    private static KeyPairProvider keys() {
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider();
        // Of a length that is made at once; one of RSA takes seconds.
        keys.setAlgorithm(KeyUtils.EC_ALGORITHM);
        keys.setKeySize(256);
        return keys;
    }

    /** @return its own key, as ssh writes it behind a host's name */
    public String key() {
        try {
            return PublicKeyEntry.toString(keys.loadKeys(null).iterator().next().getPublic());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether who connects from now on sees the key of somebody else. */
    public void showAnotherKey(boolean another) {
        server.setKeyPairProvider(another ? keys() : keys);
    }

    /** Whether from now on no password is the right one. */
    public void letNobodyIn(boolean nobody) {
        closed = nobody;
    }

    /** From now on this happens before each write; where it fails, the write does. */
    public void beforeWrites(Step step) {
        beforeWrites = step;
    }

    public int port() {
        return server.getPort();
    }

    /** @return host and port */
    public String address() {
        return "127.0.0.1:" + server.getPort();
    }

    /** @return a file with this server's key, as ssh keeps it */
    public Path knownHosts() {
        return knownHosts;
    }

    /** The next uploads end once their first bytes are written, with the whole connection. */
    public void breakUploads(int count) {
        toBreak.set(count);
    }

    /** @return all files that are there, those that are not whole yet as well */
    public List<Path> files() {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
