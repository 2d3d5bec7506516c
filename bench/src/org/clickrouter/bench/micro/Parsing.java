package org.clickrouter.bench.micro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.clickrouter.bench.Answers;
import org.clickrouter.report.Answer;
import org.clickrouter.report.AnswerLimits;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One answer of 59,900 records (25 MB) parsed into clicks with identity and hash, against Jackson's tokens alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Parsing {

    private final byte[] answer = Answers.of(59_900);
    private final JsonFactory json = new JsonFactory();

    /** Every token is read and forgotten. */
    @Benchmark
    public long tokens() throws IOException {
        long count = 0;
        try (JsonParser parser = json.createParser(new ByteArrayInputStream(answer))) {
            while (parser.nextToken() != null) {
                count += parser.getTextLength();
            }
        }
        return count;
    }

    /** What the product makes of it. */
    @Benchmark
    public long clicks() {
        long count = 0;
        Answer read = Answer.read(new ByteArrayInputStream(answer), 200, AnswerLimits.defaults(), "default");
        while (read.hasNext()) {
            count += read.next().clicks().size();
        }
        return count;
    }
}
