package org.clickrouter.report;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** An answer of any length, made while it is read. */
final class SyntheticAnswer extends InputStream {
    private static final String RECORD =
            "{\"source_url\": \"https:\\/\\/fb.me\\/3kXyzAbCdEf%d\", \"source_type\": \"ad\", \"source_id\": \"120210000000%06d\","
                    + " \"chat_id\": \"5730012%08d\", \"rp_id\": \"10234\", \"agent_id\": \"2087\", \"media_type\": \"image\","
                    + " \"media_url\": \"https:\\/\\/scontent.xx.fbcdn.net\\/v\\/t45.1600-4\\/4567_n.jpg?stp=dst-jpg&_nc_cat=104\","
                    + " \"date\": \"2025-02-%02d 10:%02d:%02d\", \"cod_act\": \"Cotización enviada\"}";

    private final long records;
    private byte[] block = "{\"code\": \"200\", \"error\": null, \"msg\": \"records were found\", \"data\": ["
            .getBytes(StandardCharsets.UTF_8);
    private int at;
    private long made;
    private boolean ended;

    SyntheticAnswer(long records) {
        this.records = records;
    }

    @Override
    public int read() {
        throw new IllegalStateException("the reader asks byte by byte, which no test here means to measure");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (at == block.length && !more()) {
            return -1;
        }
        int got = Math.min(length, block.length - at);
        System.arraycopy(block, at, buffer, offset, got);
        at += got;
        return got;
    }

    private boolean more() {
        if (ended) {
            return false;
        }
        at = 0;
        if (made == records) {
            ended = true;
            block = "]}".getBytes(StandardCharsets.UTF_8);
            return true;
        }
        String record = String.format(RECORD, made, made % 1_000_000, made, made % 28 + 1, made / 60 % 60, made % 60);
        block = ((made++ == 0 ? "" : ",") + record).getBytes(StandardCharsets.UTF_8);
        return true;
    }
}
