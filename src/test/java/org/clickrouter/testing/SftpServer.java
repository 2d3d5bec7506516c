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

    /** @param folder in which its files and its keys lie */
    public SftpServer(Path folder) throws IOException {
        root = Files.createDirectories(folder.resolve("sftp"));
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider();
        // Of a length that is made at once; one of RSA takes seconds.
        keys.setAlgorithm(KeyUtils.EC_ALGORITHM);
        keys.setKeySize(256);
        server.setKeyPairProvider(keys);
        server.setPasswordAuthenticator((user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(new SftpEventListener() {
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
        trust(keys);
    }

    private void trust(KeyPairProvider keys) throws IOException {
        String key;
        try {
            key = PublicKeyEntry.toString(keys.loadKeys(null).iterator().next().getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        Files.writeString(knownHosts, "[127.0.0.1]:" + server.getPort() + " " + key + "\n");
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
