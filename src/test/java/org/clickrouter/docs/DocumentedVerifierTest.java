package org.clickrouter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.clickrouter.signing.StandardWebhooks;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The verify() of docs/webhooks.md accepts what is signed here and nothing else; each where its language is installed.
 */
class DocumentedVerifierTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BODY = "{\"data\":{\"cod_act\":\"Información\"}}";
    private static final String ID = "msg_1";

    @TempDir
    private Path folder;

    private static String snippet(String language) {
        return Snippet.of(Path.of("docs/webhooks.md"), language).get(0).text();
    }

    /** Runs a program in another language; its headers and body are JSON that both languages read as they stand. */
    private boolean verified(String interpreter, String file, String program, String body) throws Exception {
        Assumptions.assumeTrue(installed(interpreter), interpreter + " is not installed");
        Files.writeString(folder.resolve("body"), body);
        Path script = Files.writeString(folder.resolve(file), program);
        Process process = new ProcessBuilder(List.of(interpreter, script.toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said.strip()).isIn("yes", "no");
        return said.strip().equals("yes");
    }

    private static boolean installed(String interpreter) throws InterruptedException {
        try {
            return new ProcessBuilder(interpreter, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String headers() throws IOException {
        return new ObjectMapper().writeValueAsString(StandardWebhooks.of(SECRET).headers(ID, Instant.now(), BODY));
    }

    @Test
    void thePythonOne() throws Exception {
        String program = snippet("python") + "print('yes' if verify('" + SECRET + "', " + headers()
                + ", open('body', 'rb').read()) else 'no')\n";

        assertThat(verified("python3", "check.py", program, BODY)).isTrue();
        assertThat(verified("python3", "check.py", program, BODY + " ")).isFalse();
    }

    @Test
    void theJavaScriptOne() throws Exception {
        String program = snippet("js") + "import fs from \"node:fs\";\nconsole.log(verify('" + SECRET + "', "
                + headers() + ", fs.readFileSync('body')) ? 'yes' : 'no');\n";

        assertThat(verified("node", "check.mjs", program, BODY)).isTrue();
        assertThat(verified("node", "check.mjs", program, BODY + " ")).isFalse();
    }
}
