package org.clickrouter.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
class MaskedOutputTest {

    @Test
    void aSecretIsMaskedEvenWhenItIsPrintedInPieces() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
        try {
            MaskedOutput.install(text -> text.replace("s3cret", "***"));
            System.out.print("before s3c");
            System.out.flush();
            System.out.print("ret behind, \u00f1\n");
        } finally {
            System.setOut(out);
            System.setErr(err);
        }

        assertThat(seen.toString(StandardCharsets.UTF_8)).isEqualTo("before *** behind, \u00f1\n");
    }
}
