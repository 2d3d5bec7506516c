package org.clickrouter.console.view;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.clickrouter.text.CsvCell;

/** {@link Deliveries} as CSV (RFC 4180), one delivery a line. */
public final class DeliveriesCsv {

    private static final String END = "\r\n";
    private static final String HEAD =
            "id,destination,operation,chat_id,source_id,code,revision,state,attempts,queued,due,ended,failure,status,error,answer";

    private DeliveriesCsv() {}

    public static String of(Deliveries page) {
        return page.rows().stream()
                .map(DeliveriesCsv::cells)
                .map(cells -> cells.stream().map(CsvCell::of).collect(Collectors.joining(",")))
                .collect(Collectors.joining(END, HEAD + END, page.rows().isEmpty() ? "" : END));
    }

    private static List<Object> cells(Deliveries.Row row) {
        return Arrays.asList(
                row.id(),
                row.destination(),
                row.operation(),
                row.chatId(),
                row.sourceId(),
                row.code(),
                row.revision(),
                row.state(),
                row.attempts(),
                row.queued(),
                row.due(),
                row.ended(),
                row.failure(),
                row.status(),
                row.error(),
                row.answer());
    }
}
