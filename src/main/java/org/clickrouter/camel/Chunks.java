package org.clickrouter.camel;

import java.io.IOException;
import java.util.Iterator;
import org.clickrouter.report.Answer;
import org.clickrouter.report.AnswerException;
import org.clickrouter.report.Chunk;

/**
 * An answer's chunks as the Split EIP needs them: it asks for the next before it has worked on the one in hand, so a failure waits
 * until the whole records before it are stored, and comes once.
 */
final class Chunks implements Iterator<Chunk>, AutoCloseable {

    private final Answer answer;
    private AnswerException failure;
    private boolean failed;

    Chunks(Answer answer) {
        this.answer = answer;
    }

    @Override
    public boolean hasNext() {
        if (failed) {
            return false;
        }
        try {
            return failure != null || answer.hasNext();
        } catch (AnswerException e) {
            failure = e;
            return true;
        }
    }

    @Override
    public Chunk next() {
        if (failure != null) {
            failed = true;
            throw failure;
        }
        return answer.next();
    }

    @Override
    public void close() throws IOException {
        answer.close();
    }
}
