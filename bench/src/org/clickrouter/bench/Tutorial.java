package org.clickrouter.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** The route that tutorials show: timer, http, the whole body unmarshalled, split, choice, one insert a record. */
public final class Tutorial {

    private static final String TABLE =
            "CREATE TABLE IF NOT EXISTS tutorial (chat_id VARCHAR, source_id VARCHAR, click_date VARCHAR, cod_act VARCHAR,"
                    + " agent_id VARCHAR, destination VARCHAR)";
    private static final String INSERT =
            "sql:INSERT INTO tutorial VALUES (:#${body[chat_id]}, :#${body[source_id]}, :#${body[date]},"
                    + " :#${body[cod_act]}, :#${body[agent_id]}, '%s')?dataSource=#tutorialData";

    private Tutorial() {}

    /** Arguments: the report's address, the database's, and how many answers to read. */
    public static void main(String[] args) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[1]);
        HikariDataSource data = new HikariDataSource(config);
        try (var connection = data.getConnection()) {
            connection.createStatement().execute(TABLE);
        }
        Main main = new Main();
        main.bind("tutorialData", data);
        main.configure().withJmxEnabled(false);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:poll?period=100&repeatCount=" + args[2])
                        .to(args[0])
                        .process(exchange -> exchange.getMessage()
                                .setBody(new com.fasterxml.jackson.databind.ObjectMapper()
                                        .readValue(
                                                exchange.getMessage().getBody(java.io.InputStream.class),
                                                java.util.Map.class)))
                        .split(simple("${body[data]}"))
                        .choice()
                        .when(simple("${body[cod_act]} == '" + Records.WEBHOOK + "'"))
                        .to(INSERT.formatted("webhook"))
                        .when(simple("${body[cod_act]} == '" + Records.EMAIL + "'"))
                        .to(INSERT.formatted("email"))
                        .otherwise()
                        .to(INSERT.formatted("sql"))
                        .end()
                        .end()
                        .process(exchange -> System.out.println("done"));
            }
        });
        main.run();
    }
}
