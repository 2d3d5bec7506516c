package org.clickrouter.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clickrouter.report.Answer;
import org.clickrouter.report.AnswerLimits;
import org.clickrouter.report.failure.AnswerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the Split EIP sees of an answer. */
class ReadAheadTest {

    private static String records(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"chat_id\":\"" + i + "\"}")
                .collect(Collectors.joining(","));
    }

    private static ReadAhead chunks(InputStream body) {
        return new ReadAhead(Answer.read(body, 200, AnswerLimits.defaults().withChunkSize(3), "default"));
    }

    private static ReadAhead chunks(String body) {
        return chunks(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void everyRecordComesOnceAndTheLastChunkSaysSo() {
        ReadAhead chunks = chunks("{\"code\":\"200\",\"data\":[" + records(7) + "]}");

        assertThat(chunks.hasNext()).isTrue();
        assertThat(chunks.next())
                .satisfies(chunk -> assertThat(chunk.clicks()).hasSize(3))
                .satisfies(chunk -> assertThat(chunk.last()).isFalse());
        assertThat(chunks.next().clicks()).hasSize(3);
        assertThat(chunks.next())
                .satisfies(chunk -> assertThat(chunk.clicks()).hasSize(1))
                .satisfies(chunk -> assertThat(chunk.last()).isTrue());
        assertThat(chunks.hasNext()).isFalse();
        assertThatThrownBy(chunks::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void anEmptyAnswerIsOneEmptyChunk() {
        ReadAhead chunks = chunks("{\"code\":\"200\",\"data\":[]}");

        assertThat(chunks.hasNext()).isTrue();
        assertThat(chunks.next())
                .satisfies(chunk -> assertThat(chunk.last()).isTrue())
                .satisfies(chunk -> assertThat(chunk.size()).isZero());
        assertThat(chunks.hasNext()).isFalse();
    }

    @Test
    void aFailureComesOnceAndBehindTheWholeRecordsBeforeIt() {
        ReadAhead chunks = chunks("{\"code\":\"200\",\"data\":[" + records(4) + ",");

        assertThat(chunks.next().clicks()).hasSize(3);
        assertThat(chunks.next().clicks()).hasSize(1);
        assertThat(chunks.hasNext()).isTrue();
        assertThatThrownBy(chunks::next).isInstanceOf(AnswerException.class);
        assertThat(chunks.hasNext()).isFalse();
        chunks.settle();
    }

    @Test
    @Timeout(60)
    void theNextChunkIsReadWhileOneIsInHand() throws IOException {
        PipedOutputStream api = new PipedOutputStream();
        PipedInputStream body = new PipedInputStream(api, 64);
        ReadAhead chunks = chunks(body);
        api.write(("{\"code\":\"200\",\"data\":[" + records(6)).getBytes(StandardCharsets.UTF_8));
        int clicks = chunks.next().clicks().size();

        // More than the pipe holds: it gets through only while somebody reads.
        byte[] more = ("," + records(6) + "]}").getBytes(StandardCharsets.UTF_8);
        assertThat(more.length).isGreaterThan(64);
        api.write(more);
        api.close();

        while (chunks.hasNext()) {
            clicks += chunks.next().clicks().size();
        }
        assertThat(clicks).isEqualTo(12);
    }
}
