package org.clickrouter.store.clicks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.clickrouter.report.Click;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Random answers, whole and cut, in random order and chunks, against a model of a few lines. */
@ParameterizedClass
@EnumSource
class RevisionModelTest extends StoreTest {

    private static final List<String> CODES = List.of("", "TIMEOUTCHAT", "A", "B", "C");
    private static final int CHATS = 4;

    /** What is to be remembered of a chat, in codes alone. */
    private static final class Chat {
        String current;
        int revision;
        /** of the last whole answer that held the chat, and of the cut ones since */
        Set<String> before = new HashSet<>();

        Set<String> now = new LinkedHashSet<>();

        /** Returns what is routed, or null. */
        String take(String code) {
            boolean blank = UNCODED.contains(code);
            boolean news = !code.equals(current)
                    && !before.contains(code)
                    && !now.contains(code)
                    && !(blank && now.stream().anyMatch(c -> !UNCODED.contains(c)));
            now.add(code);
            if (!news) {
                return null;
            }
            if (current == null) {
                revision = blank ? 0 : 1;
            } else if (!blank || !UNCODED.contains(current)) {
                revision++;
            }
            current = code;
            return code + "/" + revision;
        }

        /** Returns what is routed because the answer no longer holds the current code, or null. */
        String end(boolean whole) {
            String back = null;
            if (!now.isEmpty() && whole) {
                if (!now.contains(current)) {
                    String first = now.iterator().next();
                    revision += UNCODED.contains(first) && UNCODED.contains(current) ? 0 : 1;
                    current = first;
                    back = current + "/" + revision;
                }
                before = now;
            } else {
                before.addAll(now);
            }
            now = new LinkedHashSet<>();
            return back;
        }
    }

    @Test
    void whatIsRoutedIsWhatTheModelSays() {
        for (long seed = 1; seed <= 6; seed++) {
            Random random = new Random(seed);
            Map<String, Chat> model = new HashMap<>();
            for (int read = 0; read < 25; read++) {
                List<Click> answer = answer(random, seed);
                boolean whole = random.nextInt(4) > 0;
                List<List<Click>> chunks = chunks(random, answer, whole);
                List<String> expected = new ArrayList<>();
                for (List<Click> chunk : chunks) {
                    for (Click click : chunk) {
                        String routed = model.computeIfAbsent(click.chatId(), c -> new Chat())
                                .take(click.code());
                        if (routed != null) {
                            expected.add(routed);
                        }
                    }
                }
                answer.stream()
                        .map(Click::chatId)
                        .distinct()
                        .map(chat -> model.get(chat))
                        .filter(Objects::nonNull)
                        .map(chat -> chat.end(whole))
                        .filter(Objects::nonNull)
                        .forEach(expected::add);
                model.values().forEach(chat -> chat.end(whole));
                assertThat(route(chunks, whole))
                        .as("seed %d, read %d, %s", seed, read, describe(chunks))
                        .isEqualTo(expected);
                if (whole) {
                    Collections.shuffle(answer, random);
                    assertThat(route(chunks(random, answer, true), true))
                            .as("seed %d, read %d again", seed, read)
                            .isEmpty();
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private List<String> route(List<List<Click>> chunks, boolean whole) {
        List<Click>[] all = chunks.toArray(List[]::new);
        return whole ? read(all) : cut(all);
    }

    /** Some chats, each with one or two records; two records of a chat differ in agent and code. */
    private static List<Click> answer(Random random, long seed) {
        Map<String, Click> records = new LinkedHashMap<>();
        for (int chat = 0; chat < CHATS; chat++) {
            int several = random.nextInt(3);
            for (int i = 0; i < several; i++) {
                String code = CODES.get(random.nextInt(CODES.size()));
                records.put(chat + code, click(seed + "-" + chat, code + "@" + random.nextInt(2)));
            }
        }
        // A chat without a code beside the same chat with one depends on their order: the model has it, a shuffled
        // repeat has not.
        Set<String> coded = records.values().stream()
                .filter(c -> !UNCODED.contains(c.code()))
                .map(Click::chatId)
                .collect(Collectors.toSet());
        List<Click> answer = new ArrayList<>(records.values());
        answer.removeIf(c -> UNCODED.contains(c.code()) && coded.contains(c.chatId()));
        Collections.shuffle(answer, random);
        return answer;
    }

    private static List<List<Click>> chunks(Random random, List<Click> answer, boolean whole) {
        List<List<Click>> chunks = new ArrayList<>();
        List<Click> rest = new ArrayList<>(whole ? answer : answer.subList(0, random.nextInt(answer.size() + 1)));
        while (!rest.isEmpty()) {
            int size = 1 + random.nextInt(rest.size());
            chunks.add(List.copyOf(rest.subList(0, size)));
            rest = rest.subList(size, rest.size());
        }
        if (whole) {
            chunks.add(List.of());
        }
        return chunks;
    }

    private static String describe(List<List<Click>> chunks) {
        return chunks.stream()
                .map(c -> c.stream()
                        .map(k -> k.chatId() + ":" + k.code())
                        .toList()
                        .toString())
                .toList()
                .toString();
    }
}
