package org.clickrouter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a condition of the routing file a code is a text, whatever it looks like. */
class CodeTextTest {

    private static final CamelContext CAMEL = new DefaultCamelContext();

    @BeforeAll
    static void start() {
        CAMEL.start();
        CodeText.register(CAMEL);
    }

    @AfterAll
    static void stop() {
        CAMEL.stop();
    }

    @ParameterizedTest(name = "{0}: {1} but not {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "${header.cod_act} == '002'; 002; 2",
                "${header.cod_act} == '2'; 2; 002",
                // What stands without quotes is a number, as in all of Camel.
                "${header.cod_act} == 2; 002; 3",
                "${header.cod_act} == '12345678901234567890'; 12345678901234567890; 2",
                "'002' == ${header.cod_act}; 002; 2",
                "${header.cod_act} =~ '002'; 002; 2",
                "${header.cod_act} != '002'; 2; 002",
                "${header.cod_act} in '002,003'; 003; 3",
                "${header.cod_act} !in '002,003'; 3; 003",
                "${header.cod_act} contains '00'; 002; 2",
                "${header.cod_act} ~~ '00'; 002; 2",
                "${header.cod_act} !contains '00'; 2; 002",
                "${header.cod_act} startsWith '00'; 002; 2",
                "${header.cod_act} endsWith '02'; 002; 2",
                "${header.cod_act} regex '002|003'; 003; 3",
                "${header.cod_act} > 5; 7; 4",
                "${header.cod_act} range '100..199'; 150; 200",
                "${header.cod_act} == 'VENTA'; VENTA; 002",
                "${header.cod_act} == ''; ``; 2",
                "${header.cod_act} == '002' && ${header.source_id} == 'a'; 002; 2",
            })
    void conditionsTakeTheCodeAsItIsWritten(String condition, String taken, String passed) {
        assertThat(matches(condition, taken)).isTrue();
        assertThat(matches(condition, passed)).isFalse();
    }

    private static boolean matches(String condition, String code) {
        Exchange exchange = new DefaultExchange(CAMEL);
        exchange.getMessage().setHeaders(Map.of("cod_act", CodeText.of(code), "source_id", "a"));
        return CAMEL.resolveLanguage("simple").createPredicate(condition).matches(exchange);
    }
}
