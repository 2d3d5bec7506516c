package org.clickrouter.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.StringHelper;

/**
 * A vault that no cloud has: a function of Camel by the name {@code corp}, in a jar of its own as somebody would put it
 * into lib/. {@code {{corp:NAME}}} is what the file says that the key {@code corp.vault} names.
 */
public final class CorporateVault {

    private static final String CLASS = """
            package corp;

            public class VaultFunction extends org.apache.camel.support.service.ServiceSupport
                    implements org.apache.camel.spi.PropertiesFunction, org.apache.camel.CamelContextAware {

                private org.apache.camel.CamelContext context;

                public String getName() {
                    return "corp";
                }

                public String apply(String name) {
                    String file = context.resolvePropertyPlaceholders("{{corp.vault}}");
                    java.util.Properties secrets = new java.util.Properties();
                    try (java.io.Reader text = java.nio.file.Files.newBufferedReader(java.nio.file.Path.of(file))) {
                        secrets.load(text);
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException("vault sealed", new java.io.IOException("vault sealed"));
                    }
                    if ("hang".equals(secrets.get(name))) {
                        java.util.concurrent.locks.LockSupport.park();
                    }
                    return secrets.getProperty(name);
                }

                protected void doStop() throws Exception {
                    String file = context.resolvePropertyPlaceholders("{{corp.vault}}");
                    java.nio.file.Files.writeString(java.nio.file.Path.of(file + ".closed"), "x",
                            java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
                }

                protected void doStart() throws Exception {
                    String file = context.resolvePropertyPlaceholders("{{corp.vault}}");
                    java.nio.file.Files.writeString(java.nio.file.Path.of(file + ".opened"), "x",
                            java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
                }

                public void setCamelContext(org.apache.camel.CamelContext context) {
                    this.context = context;
                }

                public org.apache.camel.CamelContext getCamelContext() {
                    return context;
                }
            }
            """;

    private static final byte[] COMPILED = compiled();

    private final Path file;
    private final Path jar;
    private final Properties secrets = new Properties();

    /** @param folder for the jar and the secrets */
    public CorporateVault(Path folder) throws IOException {
        jar = folder.resolve("corp-vault.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("corp/VaultFunction.class"));
            out.write(COMPILED);
            out.putNextEntry(new JarEntry("META-INF/services/org/apache/camel/properties-function/corp"));
            out.write("class=corp.VaultFunction\n".getBytes(StandardCharsets.UTF_8));
        }
        file = folder.resolve("corp-vault.properties");
    }

    /** From now on the vault holds this. */
    public CorporateVault put(String name, String secret) throws IOException {
        secrets.setProperty(name, secret);
        return open();
    }

    /** It answers again. */
    public CorporateVault open() throws IOException {
        Path written = file.resolveSibling("corp-vault.new");
        try (var out = Files.newBufferedWriter(written)) {
            secrets.store(out, null);
        }
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    /** It answers no more. */
    public void seal() throws IOException {
        Files.delete(file);
    }

    /** The line of the settings that the function needs for itself. */
    public String line() {
        return "corp.vault=" + file.toString().replace('\\', '/') + "\n";
    }

    /** In which the secrets stand. */
    public Path file() {
        return file;
    }

    /** How many times somebody has connected to it. */
    public int opened() throws IOException {
        return count(".opened");
    }

    /** How many of those have closed their connection. */
    public int closed() throws IOException {
        return count(".closed");
    }

    private int count(String suffix) throws IOException {
        Path marks = file.resolveSibling(file.getFileName() + suffix);
        return Files.exists(marks) ? Files.readString(marks).length() : 0;
    }

    public Path jar() {
        return jar;
    }

    /** From now on the jar is on the class path of this thread and those that it starts, until it is closed. */
    public AutoCloseable onBoard() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URLClassLoader with = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before);
        thread.setContextClassLoader(with);
        return () -> {
            thread.setContextClassLoader(before);
            with.close();
        };
    }

    /** Runs something with the jar on the class path. */
    public <T> T onBoard(Callable<T> run) throws Exception {
        try (AutoCloseable jarOnBoard = onBoard()) {
            return run.call();
        }
    }

    private static byte[] compiled() {
        try {
            Path folder = Folders.untilExit("corp-vault");
            Path source = Files.writeString(folder.resolve("VaultFunction.java"), CLASS);
            String classPath = Stream.of(CamelContext.class, ServiceSupport.class, StringHelper.class)
                    .map(CorporateVault::jarOf)
                    .collect(Collectors.joining(File.pathSeparator));
            int failed = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "-proc:none", "-cp", classPath, "-d", folder.toString(), source.toString());
            if (failed != 0) {
                throw new IllegalStateException("does not compile");
            }
            return Files.readAllBytes(folder.resolve("corp/VaultFunction.class"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
