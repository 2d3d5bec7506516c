package org.clickrouter.simulate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes up clicks as a Colombian contact center would report them. The same seed, clock and calls give the same clicks.
 */
public final class ClickGenerator {
    /** Codes that an agent closes a chat with; {@code 002} keeps its zeros. */
    public static final List<String> CODES =
            List.of("VENTA", "CITA AGENDADA", "Acuerdo_de_pago_whatsapp", "No_contesta", "002", "Información_enviada");
    /** After this time the API closes an uncoded chat as {@code TIMEOUTCHAT}. */
    public static final Duration UNCODED_AT_MOST = Duration.ofHours(23);

    private static final List<String> SOURCES =
            List.of("https://www.facebook.com/ads/", "https://fb.me/", "https://www.instagram.com/p/");
    private static final List<String> AGENTS =
            List.of("1042 Sofía Muñoz", "1043 Andrés Peña", "1051 María José Ibáñez", "1060 Iván Córdoba");
    private static final List<String> ROUTING_POINTS =
            List.of("3001 Ventas Bogotá", "3002 Cobranza", "3003 Atención Cali");

    private final Random random;
    private final Clock clock;
    private final ZoneId zone;
    private final List<String> uncoded = new ArrayList<>();
    private final Map<String, MadeUpAds.Ad> adOf = new HashMap<>();
    private int number;

    /** What one {@link #tick} did: clicks added, and chats that were given a code now. */
    public record Tick(List<ObjectNode> added, List<Coded> coded) {}

    /** A chat that was given a code. */
    public record Coded(String chatId, String code) {}

    /**
     * @param seed of all that is random
     * @param clock says when a live click happens, and how old an uncoded one is
     * @param zone of the dates in the records
     */
    public ClickGenerator(long seed, Clock clock, ZoneId zone) {
        this.random = new Random(seed);
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * {@code count} clicks from {@code from} (included) to {@code to} (excluded), by time; a third have no code yet if
     * they are young enough.
     */
    public synchronized List<ObjectNode> history(int count, Instant from, Instant to) {
        var times = random.longs(count, from.getEpochSecond(), to.getEpochSecond())
                .sorted()
                .toArray();
        var clicks = new ArrayList<ObjectNode>(count);
        for (long time : times) {
            var at = Instant.ofEpochSecond(time);
            boolean coded = random.nextInt(3) > 0;
            boolean expired = at.isBefore(clock.instant().minus(UNCODED_AT_MOST));
            clicks.add(click(at, coded, expired ? "TIMEOUTCHAT" : ""));
        }
        clicks.sort(Comparator.comparing(c -> c.get("date").textValue()));
        return clicks;
    }

    /**
     * Adds one to three clicks of this moment, few of them coded, and codes one to three earlier ones, if there are any
     * without a code.
     */
    public synchronized Tick tick(ApiSimulator simulator) {
        var coded = new ArrayList<Coded>();
        for (int i = 1 + random.nextInt(3); i > 0 && !uncoded.isEmpty(); i--) {
            var chat = uncoded.remove(random.nextInt(uncoded.size()));
            var late = new Coded(chat, code(adOf.getOrDefault(chat, MadeUpAds.pick(random))));
            adOf.remove(chat);
            if (simulator.recode(late.chatId(), late.code()) > 0) {
                coded.add(late);
            }
        }
        var added = new ArrayList<ObjectNode>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            var click = click(clock.instant(), random.nextInt(5) == 0, "");
            simulator.put(click);
            added.add(click);
        }
        return new Tick(added, coded);
    }

    /** A sale as often as the ad sells, else any other code. */
    private String code(MadeUpAds.Ad ad) {
        return random.nextDouble() < ad.sells() ? CODES.get(0) : pick(CODES.subList(1, CODES.size()));
    }

    private ObjectNode click(Instant at, boolean coded, String otherwise) {
        var ad = MadeUpAds.pick(random);
        var code = coded ? code(ad) : otherwise;
        var chatId = "%d%06d".formatted(at.getEpochSecond(), ++number);
        if (code.isEmpty()) {
            uncoded.add(chatId);
            adOf.put(chatId, ad);
        }
        var adId = ad.id();
        var media = random.nextBoolean() ? "image" : "video";
        return JsonNodeFactory.instance
                .objectNode()
                .put("source_url", pick(SOURCES) + adId + "?utm_campaign=" + ad.name())
                .put("source_type", random.nextInt(4) == 0 ? "post" : "ad")
                .put("source_id", adId)
                .put("chat_id", chatId)
                .put("rp_id", pick(ROUTING_POINTS))
                .put("agent_id", code.equals("TIMEOUTCHAT") ? "" : pick(AGENTS))
                .put("media_type", media)
                .put("media_url", "https://scontent.xx.fbcdn.net/v/" + adId + (media.equals("image") ? ".jpg" : ".mp4"))
                .put("date", Clicks.DATE.format(LocalDateTime.ofInstant(at, zone)))
                .put("cod_act", code);
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
