package org.clickrouter.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.clickrouter.report.BadRecord;
import org.clickrouter.report.Click;
import org.clickrouter.store.clicks.Comparison;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.clicks.WindowEnd;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Outcome;
import org.clickrouter.store.outbox.Outcome.State;
import org.clickrouter.store.progress.Gaps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts that databases dislike: what cannot be stored must not stop the polling for ever, nor look new at each read.
 */
@ParameterizedClass
@EnumSource
class OddTextTest extends StoreTest {

    private static final String NUL = "a" + (char) 0 + "b";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u0000VEN\\u0000TA",
                "VEN\\ud83dTA",
                "\\udc00",
                "VENTA \\ud83d\\ude00 \\u00f1",
                "l\\u00ednea 1\\nl\\u00ednea 2\\r3",
                "a:b\\t\\\\c",
                "e\\u0301",
                "\\uffff\\ufffe",
                "\\u202eATNEV",
                "'; DROP TABLE click; --"
            })
    void anOddTextInEveryFieldIsStoredOnceAndIsNoNewsAgain(String odd) {
        Click click = Click.of(OPERATION, """
            {"chat_id":"7%1$s","source_id":"%1$s","date":"%1$s","cod_act":"X%1$sX","agent_id":"%1$s","%1$s":"%1$s"}""".formatted(odd));

        assertThat(read(List.of(click))).hasSize(1);
        assertThat(read(List.of(click))).isEmpty();

        Click stored = Click.of(OPERATION, texts("SELECT record FROM revision").get(0));
        assertThat(stored).as("what is sent is what was read").isEqualTo(click);
        assertThat(texts("SELECT cod_act FROM click")).containsExactly(click.code());
        assertThat(new Outbox(database, clock, "one").claim("crm", 1, TERM))
                .singleElement()
                .satisfies(d -> assertThat(d.record()).isEqualTo(click.json()));
    }

    @Test
    void twoRecordsWithOddCodesAreRememberedApart() {
        List<Click> both = clicks("l\\u00ednea 1\\nl\\u00ednea 2@1", "VEN\\ud83dTA@2");
        assertThat(read(both)).hasSize(2);

        assertThat(read(List.of(both.get(1), both.get(0)))).isEmpty();
        assertThat(read(both)).isEmpty();
    }

    @Test
    void nulInTextsOfAnyColumnIsLeftOut() {
        Comparison chunk = store.compare(begin(), clicks("A"), false);
        chunk.changes().get(0).deliver("crm", NUL, "text/" + NUL);
        store.write(chunk, List.of(new BadRecord(NUL, NUL, "0".repeat(64))), new WindowEnd(0, 1000, null, 60));
        operations.failed(lease, NUL, 60, true, NUL);
        new Gaps(database, operations, clock)
                .name(lease, List.of(Gaps.Gap.found(OPERATION, 1, 2, Gaps.Kind.FULL, "NEWS", NUL)), null);
        Outbox outbox = new Outbox(database, clock, "one");
        Delivery delivery = outbox.claim("crm", 1, Duration.ofMinutes(1)).get(0);
        outbox.mark(List.of(new Outcome(delivery, State.RETRY, 0, NUL, 500, NUL)));

        assertThat(texts("SELECT raw FROM quarantine WHERE reason = 'ab'")).containsExactly("ab");
        assertThat(texts("SELECT body FROM delivery WHERE content_type = 'text/ab'"))
                .containsExactly("ab");
        assertThat(texts("SELECT error FROM delivery WHERE failure = 'ab'")).containsExactly("ab");
        assertThat(texts("SELECT last_message FROM operation_state WHERE stopped = 'ab'"))
                .containsExactly("ab");
        assertThat(texts("SELECT reason FROM gap")).containsExactly("ab");
    }

    @Test
    void aVeryLongChatIdSourceDateAndCodeAreStoredWhole() {
        // Random enough that no compression of the database makes them short.
        String text = new java.util.Random(7)
                .ints(10_000, '0', 'z')
                .filter(c -> c != '\\')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        Click click = Click.of(
                OPERATION,
                "{\"chat_id\":\"%1$s\",\"source_id\":\"%1$s\",\"date\":\"%1$s\",\"cod_act\":\"%1$s\"}".formatted(text));

        assertThat(read(List.of(click))).hasSize(1);
        assertThat(read(List.of(click))).isEmpty();
        assertThat(texts("SELECT chat_id FROM click")).containsExactly(text);
    }

    @Test
    void aRecordOfAMillionCharactersIsStored() {
        Click click = click("7", "A@" + "x".repeat(1_048_000));

        assertThat(read(List.of(click))).hasSize(1);
        assertThat(texts("SELECT record FROM revision")).containsExactly(click.json());
    }
}
