package org.clickrouter.report;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.report.failure.AnswerException;

/** What reading an answer to its end gave: its chunks, and the failure or null. */
record Answers(Answer answer, List<Chunk> chunks, AnswerException failure) {
    static final String RECORD =
            "{\"chat_id\":\"c1\",\"source_id\":\"s1\",\"date\":\"2025-02-01 10:00:00\",\"cod_act\":\"VENTA\"}";

    static Answers read(int status, String body) {
        return read(status, body, AnswerLimits.defaults());
    }

    static Answers read(int status, String body, AnswerLimits limits) {
        return read(Answer.read(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), status, limits, "default"));
    }

    static Answers read(Answer answer) {
        List<Chunk> chunks = new ArrayList<>();
        try {
            while (answer.hasNext()) {
                chunks.add(answer.next());
            }
            return new Answers(answer, chunks, null);
        } catch (AnswerException failure) {
            return new Answers(answer, chunks, failure);
        }
    }

    static Answers data(String data) {
        return read(200, "{\"code\":\"200\",\"error\":null,\"msg\":\"1 records were found\",\"data\":" + data + "}");
    }

    List<Click> clicks() {
        return chunks.stream().flatMap(chunk -> chunk.clicks().stream()).toList();
    }

    List<BadRecord> bad() {
        return chunks.stream().flatMap(chunk -> chunk.bad().stream()).toList();
    }

    boolean complete() {
        return failure == null
                && chunks.get(chunks.size() - 1).last()
                && chunks.stream().filter(Chunk::last).count() == 1;
    }
}
