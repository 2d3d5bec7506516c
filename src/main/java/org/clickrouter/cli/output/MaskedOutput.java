package org.clickrouter.cli.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * The last line of defence for secrets: whatever a library prints or logs leaves through here, a line at a time, with
 * every secret value masked. Nothing should ever need it.
 */
final class MaskedOutput extends OutputStream {

    private static final int LONGEST_LINE = 1 << 20;

    private final OutputStream out;
    private final UnaryOperator<String> mask;
    private final Charset charset;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);

    private MaskedOutput(PrintStream out, UnaryOperator<String> mask) {
        this.out = out;
        this.mask = mask;
        this.charset = StandardCharsets.UTF_8;
    }

    /** Puts itself before the process's own output and error. */
    static void install(UnaryOperator<String> mask) {
        System.setOut(new PrintStream(new MaskedOutput(System.out, mask), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new MaskedOutput(System.err, mask), true, StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void write(int b) throws IOException {
        line.write(b);
        if (b == '\n' || line.size() >= LONGEST_LINE) {
            pass();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    private void pass() throws IOException {
        out.write(mask.apply(line.toString(charset)).getBytes(charset));
        line.reset();
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        if (line.size() > 0) {
            pass();
        }
        out.flush();
    }
}
