package org.clickrouter.testing;

import java.io.IOException;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.DriverManager;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.tools.Server;

/** Another process that has an H2 file open and cannot be asked, as if it were in another container. */
public final class HeldStore implements AutoCloseable {

    private final Process process;

    private HeldStore(Process process) {
        this.process = process;
    }

    /**
     * Returns once the file is open there.
     *
     * @param url JDBC URL with AUTO_SERVER=TRUE, whose server then is not reachable, or with FALSE
     */
    public static HeldStore of(String url) throws IOException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldStore.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.getInputStream().read() != '!') {
            throw new IOException("the other process could not open " + url);
        }
        return new HeldStore(process);
    }

    /** In the other process: holds the file until its input ends. */
    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection(arguments[0], "sa", "")) {
            Database database =
                    ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase();
            Field server = Database.class.getDeclaredField("server");
            server.setAccessible(true);
            if (server.get(database) instanceof Server running) {
                running.stop();
            }
            System.out.print('!');
            System.out.flush();
            int ignored = System.in.read();
            System.exit(ignored == 0 ? 1 : 0);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
