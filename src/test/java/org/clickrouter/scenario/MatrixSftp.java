package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.clickrouter.run.Router;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.SftpServer;
import org.clickrouter.testing.TroubledServer;

/** A day's file by SFTP in the failure matrix: the shipped recipe, and a real server behind a wire in trouble. */
final class MatrixSftp extends MatrixKind {

    private static final String STEP = "- to: direct:daily-sftp\n";
    private static final String STRANGER = "another host key";

    private final Path folder;
    private final SftpServer sftp;
    private final Wires wires;
    private volatile boolean uploads;
    private Runnable repair = () -> {};

    /** Passes on what is encrypted. What troubles strike is the answer to a write, and all after it. */
    private final class Wires extends TroubledServer {
        Wires(Certificates certificates) throws IOException {
            super(certificates);
        }

        @Override
        protected void serve(Socket client) throws IOException {
            try (Socket real = new Socket(InetAddress.getLoopbackAddress(), sftp.port())) {
                beside(() -> {
                    try {
                        client.getInputStream().transferTo(real.getOutputStream());
                    } catch (IOException over) {
                        return;
                    } finally {
                        end(real);
                    }
                });
                answers(client, real.getInputStream(), client.getOutputStream());
            }
        }

        private void answers(Socket client, InputStream from, OutputStream to) throws IOException {
            byte[] buffer = new byte[8192];
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                if (uploads) {
                    answer(client, to, Arrays.copyOf(buffer, count), new byte[] {0});
                } else {
                    to.write(buffer, 0, count);
                    to.flush();
                }
            }
        }

        private static void end(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    MatrixSftp(Certificates certificates, Path folder) throws IOException {
        this.folder = folder;
        sftp = new SftpServer(Files.createDirectories(folder.resolve("by-sftp")));
        sftp.beforeWrites(() -> uploads = true);
        wires = new Wires(certificates);
        trouble(SUCCESS, () -> {});
        broken("log-in refused", () -> sftp.letNobodyIn(true), () -> sftp.letNobodyIn(false));
        written("3: no right to write", new java.nio.file.AccessDeniedException("/in/clicks"));
        written("4: the disk is full", new IOException("No space left on device"));
        broken(STRANGER, () -> sftp.showAnotherKey(true), () -> sftp.showAnotherKey(false));
        network(wires);
    }

    private void broken(String name, Runnable breaks, Runnable mends) {
        trouble(name, () -> {
            breaks.run();
            wires.hangUp();
            repair = mends;
        });
    }

    private void written(String name, IOException failure) {
        trouble(name, () -> {
            sftp.beforeWrites(() -> {
                throw failure;
            });
            repair = () -> sftp.beforeWrites(() -> uploads = true);
        });
    }

    @Override
    String stranger() {
        return STRANGER;
    }

    @Override
    String destination() {
        return "daily-sftp";
    }

    @Override
    String title() {
        return "A file a day by SFTP";
    }

    @Override
    void settings(Rig rig, String host) {
        try {
            Path known = Files.writeString(
                    folder.resolve("known_hosts"), "[" + host + "]:" + wires.port() + " " + sftp.key() + "\n");
            rig.set("daily-sftp.host", host + ":" + wires.port())
                    .set("daily-sftp.folder", "in/clicks")
                    .set("daily-sftp.user", SftpServer.USER)
                    .set("daily-sftp.password", SftpServer.PASSWORD)
                    .set("daily-sftp.known-hosts", known.toString())
                    .set("daily-sftp.codes", "*")
                    // Shorter than the drip of one answer.
                    .set("daily-sftp.timeout", "5s");
            rig.recipe("daily-sftp", "at: \"00:00\"", "every: 1s");
            if (!rig.routeFile("routing.camel.yaml").contains(STEP.strip())) {
                rig.firstStep(STEP);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void disconnect(Router router) {
        uploads = false;
    }

    @Override
    void recover() {
        repair.run();
        repair = () -> {};
        uploads = false;
        wires.recover();
    }

    @Override
    String has(String chat) throws IOException {
        int files = 0;
        for (Path file : sftp.files()) {
            if (!file.getFileName().toString().startsWith(".")
                    && Files.readString(file).contains("\"" + chat + "\"")) {
                files++;
            }
        }
        assertThat(files).as("files with %s", chat).isEqualTo(1);
        return "one file";
    }

    @Override
    public void close() {
        wires.close();
        sftp.close();
    }
}
