package org.clickrouter.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/**
 * The hand-written floor: the JDK's client, Jackson's streaming parser, one upsert in batches of 1,000 into one table,
 * nothing else: no revisions, no deliveries, no ledger, no limits, no trouble foreseen.
 */
public final class Floor {

    private static final Map<String, Integer> COLUMNS = Map.of(
            "chat_id",
            1,
            "source_id",
            2,
            "date",
            3,
            "cod_act",
            4,
            "source_url",
            5,
            "source_type",
            6,
            "rp_id",
            7,
            "agent_id",
            8,
            "media_type",
            9,
            "media_url",
            10);
    private static final String TABLE =
            "CREATE TABLE IF NOT EXISTS floor (chat_id VARCHAR, source_id VARCHAR, click_date VARCHAR, cod_act VARCHAR,"
                    + " source_url VARCHAR, source_type VARCHAR, rp_id VARCHAR, agent_id VARCHAR, media_type VARCHAR, media_url VARCHAR,"
                    + " PRIMARY KEY (chat_id, source_id, click_date))";
    private static final String H2 = "MERGE INTO floor VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String POSTGRES =
            "INSERT INTO floor VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (chat_id, source_id, click_date)"
                    + " DO UPDATE SET cod_act = EXCLUDED.cod_act, source_url = EXCLUDED.source_url, source_type = EXCLUDED.source_type, rp_id = EXCLUDED.rp_id,"
                    + " agent_id = EXCLUDED.agent_id, media_type = EXCLUDED.media_type, media_url = EXCLUDED.media_url";

    private Floor() {}

    /** Arguments: the report's address, the database's, and how many answers to read. */
    public static void main(String[] args) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        JsonFactory json = new JsonFactory();
        try (Connection connection = DriverManager.getConnection(args[1])) {
            connection.createStatement().execute(TABLE);
            connection.setAutoCommit(false);
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                HttpResponse<InputStream> response = client.send(
                        HttpRequest.newBuilder(URI.create(args[0])).build(), HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = response.body();
                        JsonParser parser = json.createParser(body);
                        PreparedStatement upsert =
                                connection.prepareStatement(args[1].startsWith("jdbc:h2:") ? H2 : POSTGRES)) {
                    System.out.println("done " + records(parser, connection, upsert));
                }
            }
        }
    }

    private static int records(JsonParser parser, Connection connection, PreparedStatement upsert)
            throws IOException, SQLException {
        int records = 0;
        while (parser.nextToken() != JsonToken.START_ARRAY) {
            // The envelope.
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                int column = COLUMNS.get(parser.currentName());
                parser.nextToken();
                upsert.setString(column, parser.getText());
            }
            upsert.addBatch();
            if (++records % 1000 == 0) {
                upsert.executeBatch();
                connection.commit();
            }
        }
        upsert.executeBatch();
        connection.commit();
        return records;
    }
}
