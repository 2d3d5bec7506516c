package org.clickrouter.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.model.dataformat.JsonLibrary;

/**
 * The whole job as tutorials show it: timer, http, the whole body unmarshalled, split, choice, one insert a record, and
 * a seda queue to eight consumers that POST. What waits in that queue is lost with the process.
 */
public final class WholeTutorial {

    private static final String TABLE =
            "CREATE TABLE click_sink (chat_id VARCHAR(100), source_id VARCHAR(100), click_date VARCHAR(30),"
                    + " cod_act VARCHAR(100), agent_id VARCHAR(200))";
    private static final String INSERT =
            "sql:INSERT INTO click_sink VALUES (:#${body[chat_id]}, :#${body[source_id]}, :#${body[date]},"
                    + " :#${body[cod_act]}, :#${body[agent_id]})?dataSource=#tutorialData";

    private WholeTutorial() {}

    /** Arguments: the report's address, the database's, the receiver's. */
    public static void main(String[] args) throws Exception {
        HikariConfig config = new HikariConfig();
        // As the tutorials write it: H2 then commits up to half a second late, which is quicker and forgets in a crash.
        config.setJdbcUrl(args[1].replace("WRITE_DELAY=0;", ""));
        if (args[1].startsWith("jdbc:h2:")) {
            config.setUsername("sa");
        }
        HikariDataSource data = new HikariDataSource(config);
        try (var connection = data.getConnection()) {
            connection.createStatement().execute(TABLE);
        }
        Main main = new Main();
        main.bind("tutorialData", data);
        main.configure().withJmxEnabled(false);
        main.configure().addRoutesBuilder(new Routes(args));
        main.run();
    }

    private static final class Routes extends RouteBuilder {

        private final String[] args;
        private final AtomicInteger expected = new AtomicInteger();
        private final AtomicInteger routed = new AtomicInteger();
        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicInteger told = new AtomicInteger();

        Routes(String[] args) {
            this.args = args;
        }

        @Override
        public void configure() {
            from("timer:poll?delay=0")
                    // An answer without records is a 404.
                    .to(args[0] + "?throwExceptionOnFailure=false")
                    .unmarshal()
                    .json(JsonLibrary.Jackson, Map.class)
                    .split(simple("${body[data]}"))
                    .choice()
                    .when(simple("${body[cod_act]} == '" + Records.WEBHOOK + "'"))
                    .to(INSERT)
                    .process(exchange -> routed.incrementAndGet())
                    .to("seda:webhooks?size=100000")
                    .when(simple("${body[cod_act]} != ''"))
                    .to(INSERT)
                    .end()
                    .end()
                    .process(exchange -> {
                        expected.set(routed.get());
                        told();
                    });
            from("seda:webhooks?concurrentConsumers=8")
                    .marshal()
                    .json(JsonLibrary.Jackson)
                    .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                    .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                    .to(args[2] + "?connectionsPerRoute=8&maxTotalConnections=8")
                    .process(exchange -> {
                        sent.incrementAndGet();
                        told();
                    });
        }

        private void told() {
            int all = expected.get();
            // Once for each answer that had any.
            if (sent.get() == all && told.getAndSet(all) < all) {
                System.out.println("done");
            }
        }
    }
}
