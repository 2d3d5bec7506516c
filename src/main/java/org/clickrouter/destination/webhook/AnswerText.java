package org.clickrouter.destination.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** How the answer of a receiver that refuses a webhook begins: it often says why. */
final class AnswerText {

    /** Enough for the text that is kept, whatever its charset, and so few that it may be read before it is cut off. */
    private static final int BYTES = 2048;

    private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([\\w.:-]+)");
    private static final Pattern TAGS = Pattern.compile("(?s)<(script|style)\\b.*?</\\1>|<[^>]*>");

    private AnswerText() {}

    /**
     * Reads no more than it needs; what breaks or takes too long meanwhile only makes the text shorter.
     *
     * @param message the answer, its body still unread
     * @return the text without the tags of HTML, perhaps empty
     */
    static String of(Message message) {
        String encoding = message.getHeader(Exchange.CONTENT_ENCODING, "", String.class);
        if (!(message.getBody() instanceof InputStream body) || !encoding.matches("(?i)|identity")) {
            return "";
        }
        byte[] bytes = new byte[BYTES];
        int length = 0;
        try {
            for (int read = 0; read >= 0 && length < BYTES; length += Math.max(read, 0)) {
                read = body.read(bytes, length, BYTES - length);
            }
        } catch (IOException broken) {
            // What came before is kept.
        }
        String type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
        String text = new String(bytes, 0, length, charset(type));
        return type.contains("html") ? TAGS.matcher(text).replaceAll(" ") : text;
    }

    private static Charset charset(String type) {
        Matcher named = CHARSET.matcher(type);
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}
