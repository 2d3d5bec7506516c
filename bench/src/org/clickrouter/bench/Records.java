package org.clickrouter.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Answers of the report API, made up quickly and the same each time: some 400 bytes a record, as the API sends them. Of
 * 100 records 12 carry the webhook's code, 5 the e-mail's, 43 another one, and 40 none.
 */
final class Records {

    /** Code of the webhook's records, of the e-mail's, and of all others that have one. */
    static final String WEBHOOK = "VENTA";

    static final String EMAIL = "CITA AGENDADA";
    static final String OTHER = "No_contesta";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private Records() {}

    /**
     * @param first number of the first record; records of other numbers are other clicks
     * @param count how many
     */
    static byte[] answer(int first, int count) {
        return answer(first, count, 0);
    }

    /** The same with a field more in each record, of so many characters. */
    static byte[] answer(int first, int count, int padding) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(count * (420 + padding) + 200);
        String more = padding == 0 ? "{" : "{\"notes\": \"" + "x".repeat(padding) + "\", ";
        text(out, "{\"code\": \"200\", \"error\": null, \"msg\": \"" + count + " records were found\", \"data\": [");
        for (int i = 0; i < count; i++) {
            text(out, (i == 0 ? "" : ", ") + more + record(first + i).substring(1));
        }
        text(out, "]}");
        return out.toByteArray();
    }

    /** One record as JSON. */
    static String record(int number) {
        String code = code(number);
        // A click every 3 seconds, so that dates come in order, as a report's do.
        String date = DATE.format(LocalDateTime.ofEpochSecond(1_790_000_000L + number * 3L, 0, ZoneOffset.UTC));
        return "{\"source_url\": \"https://www.facebook.com/ads/12026335263" + number % 900
                + "?utm_campaign=Promoción-Medellín\", \"source_type\": \"ad\","
                + " \"source_id\": \"12026335263" + number % 900 + "\", \"chat_id\": \"1795433426"
                + String.format("%08d", number)
                + "\", \"rp_id\": \"3001 Ventas Bogotá\", \"agent_id\": \"" + (code.isEmpty() ? "" : "1042 Sofía Muñoz")
                + "\", \"media_type\": \"image\", \"media_url\": \"https://scontent.xx.fbcdn.net/v/t45.1600-4/12026335263"
                + number % 900
                + "_n.jpg\", \"date\": \"" + date + "\", \"cod_act\": \"" + code + "\"}";
    }

    private static String code(int number) {
        // 37 and 100 have no common divisor, so that codes are mixed and each hundred has all.
        int place = Math.floorMod(number * 37, 100);
        return place < 12 ? WEBHOOK : place < 17 ? EMAIL : place < 60 ? OTHER : "";
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
