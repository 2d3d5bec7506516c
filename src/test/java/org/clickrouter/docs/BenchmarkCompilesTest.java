package org.clickrouter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Figures can be measured again only where the benchmark is still one of the product as it is; the build leaves it out.
 */
class BenchmarkCompilesTest {

    @TempDir
    private Path classes;

    private static List<Path> files() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("bench/src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** Whether it is for JMH, which only the benchmark's profile brings. */
    private static boolean isMicro(Path file) throws Exception {
        return Files.readString(file).contains("import org.openjdk.jmh.");
    }

    @Test
    void eachPartCompilesAgainstTheProductAndItsTests() throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(said, null, null)) {
            // Beyond the first mistake: that of the files for JMH is one that is expected.
            List<String> options = List.of(
                    "-proc:none", "-XDshould-stop.ifError=FLOW", "-nowarn", "-Xmaxerrs", "0", "-d", classes.toString());
            compiler.getTask(null, manager, said, options, null, manager.getJavaFileObjectsFromPaths(files()))
                    .call();
        }

        for (Diagnostic<? extends JavaFileObject> one : said.getDiagnostics()) {
            if (one.getKind() == Diagnostic.Kind.ERROR) {
                assertThat(isMicro(Path.of(one.getSource().toUri())))
                        .as(one.toString())
                        .isTrue();
            }
        }
    }
}
