package org.clickrouter.poll;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.support.service.ServiceSupport;
import org.clickrouter.report.Answer;
import org.clickrouter.report.AnswerLimits;
import org.clickrouter.settings.OperationSettings;

/**
 * Data format {@code clickReport}: unmarshals an answer of the report API to an iterator of chunks. The answer is never
 * held as a whole: chunks are parsed while the Split EIP asks for them.
 */
public final class ClickReportDataFormat extends ServiceSupport implements DataFormat {

    private final int chunkSize;
    private final List<String> secrets;
    private final UnaryOperator<InputStream> tap;

    /**
     * @param chunkSize clicks stored in one transaction
     * @param secrets texts that no message may hold
     * @param tap stands between the connection and the parser; identity outside tests
     */
    public ClickReportDataFormat(int chunkSize, List<String> secrets, UnaryOperator<InputStream> tap) {
        this.chunkSize = chunkSize;
        this.secrets = secrets;
        this.tap = tap;
    }

    @Override
    public Object unmarshal(Exchange exchange, InputStream stream) {
        ReadContext context = ReadContext.of(exchange);
        OperationSettings operation = context.session.operation;
        AnswerLimits limits = AnswerLimits.defaults()
                .withChunkSize(chunkSize)
                .withMaxBytes(operation.maxAnswerBytes())
                .withMaxRecords(operation.maxRecords(), operation.fullMargin())
                .withSecrets(secrets);
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        return context.call.answers(Answer.read(
                tap.apply(stream),
                status,
                exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class),
                limits,
                operation.name()));
    }

    @Override
    public Object unmarshal(Exchange exchange, Object body) {
        InputStream stream = exchange.getContext().getTypeConverter().convertTo(InputStream.class, exchange, body);
        return unmarshal(exchange, stream == null ? InputStream.nullInputStream() : stream);
    }

    @Override
    public void marshal(Exchange exchange, Object graph, OutputStream stream) {
        throw new IllegalStateException("clickReport reads answers of the report API; it writes none");
    }
}
