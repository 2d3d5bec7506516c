package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.TroubledServer;

/**
 * E-mail in the failure matrix: a mail server over TLS with a login, which counts a mail as taken when its last line
 * has come.
 */
class MatrixMail extends MatrixKind {

    /** Where a mail server says no. */
    private enum Step {
        GREETING,
        AUTH,
        MAIL,
        RCPT,
        DATA,
        END
    }

    /** No 250: cut behind its third digit it is a whole answer, and says that the mail was taken. */
    private static final String DRIP = "255-drop\r\n";

    private final Queue<String> arrived = new ConcurrentLinkedQueue<>();
    private final Server server;
    private final String mechanism;
    private volatile Step step;
    private volatile String refusal;

    private final class Server extends TroubledServer {
        Server(Certificates certificates) throws IOException {
            super(certificates);
        }

        @Override
        protected void serve(Socket client) throws IOException {
            Socket secured = secure(client);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(secured.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = secured.getOutputStream();
            say(out, reply(Step.GREETING, "220 mail.example ESMTP"));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                switch (line.split(" ")[0].toUpperCase(java.util.Locale.ROOT)) {
                    case "EHLO", "HELO" -> say(out, "250-mail.example\r\n250 AUTH " + mechanism);
                    case "AUTH" -> {
                        if (line.equals("AUTH PLAIN")) {
                            say(out, "334 ");
                            in.readLine();
                        }
                        say(out, reply(Step.AUTH, "235 welcome"));
                    }
                    case "MAIL" -> say(out, reply(Step.MAIL, "250 ok"));
                    case "RCPT" -> say(out, reply(Step.RCPT, "250 ok"));
                    case "DATA" -> {
                        say(out, reply(Step.DATA, "354 go on"));
                        if (step != Step.DATA) {
                            take(in);
                            answer(
                                    client,
                                    out,
                                    (step == Step.END
                                                    ? refusal + "\r\n"
                                                    : wire() == Wire.DRIPS ? DRIP : "250-taken\r\n250 taken\r\n")
                                            .getBytes(StandardCharsets.US_ASCII),
                                    DRIP.getBytes(StandardCharsets.US_ASCII));
                        }
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return;
                    }
                    default -> say(out, "250 ok");
                }
            }
        }

        private void say(OutputStream out, String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    MatrixMail(Certificates certificates) throws IOException {
        this(certificates, "PLAIN");
    }

    /** @param mechanism of the log-in */
    MatrixMail(Certificates certificates, String mechanism) throws IOException {
        this.mechanism = mechanism;
        server = new Server(certificates);
        trouble(SUCCESS, () -> {});
        refuses("421 at the greeting (too busy)", Step.GREETING, "421 4.3.2 come back later");
        refuses("450 for the recipient (greylisted)", Step.RCPT, "450 4.2.0 greylisted");
        refuses("451 after the text", Step.END, "451 4.3.0 local trouble");
        refuses("535 for the log-in", Step.AUTH, "535 5.7.8 who are you");
        refuses("530 for the sender (log-in wanted)", Step.MAIL, "530 5.7.0 log in first");
        refuses("550 for the recipient (unknown)", Step.RCPT, "550 5.1.1 nobody of that name");
        refuses("552 after the text (too large)", Step.END, "552 5.3.4 too large");
        refuses("554 at the greeting (no service)", Step.GREETING, "554 5.3.2 no service for you");
        network(server);
    }

    private void refuses(String name, Step where, String with) {
        trouble(name, () -> {
            refusal = with;
            step = where;
        });
    }

    private String reply(Step now, String well) {
        return step == now ? refusal : well;
    }

    private void take(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        String chat = mail.toString().replaceFirst("(?s).*\nchat_id: (\\S+)\n.*", "$1");
        arrived.add(chat + " " + mail.toString().replaceFirst("(?is).*\nMessage-ID: (\\S+)\n.*", "$1"));
    }

    @Override
    String destination() {
        return "email";
    }

    @Override
    String title() {
        return "E-mail";
    }

    @Override
    void settings(Rig rig, String host) {
        rig.set("email.host", host)
                .set("email.port", String.valueOf(server.port()))
                .set("email.tls", "smtps")
                .set("email.user", "router")
                .set("email.password", "p4ssword")
                .set("email.from", "router@example.org")
                .set("email.to", "sales@example.org")
                .set("email.codes", "*")
                .set("email.timeout", "3s");
    }

    @Override
    void recover() {
        step = null;
        server.recover();
    }

    @Override
    String has(String chat) {
        List<String> ids =
                arrived.stream().filter(mail -> mail.startsWith(chat + " ")).toList();
        assertThat(ids.stream().distinct()).as("ids of %s in %s", chat, arrived).hasSize(1);
        return ids.size() == 1 ? "it, once" : "it " + ids.size() + " times under one Message-ID";
    }

    @Override
    public void close() {
        server.close();
    }
}
