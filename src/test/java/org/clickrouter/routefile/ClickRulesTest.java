package org.clickrouter.routefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps before an outbox that would lose or spoil clicks are told; those that work are let alone. */
class ClickRulesTest {

    private static final String ROUTE = """
        - route:
            id: mine
            from:
              uri: direct:mine
              steps:
        """;

    @TempDir
    private Path folder;

    private List<String> told(String steps) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.camel.yaml"), ROUTE + steps.indent(8));
        return RouteRules.mistakes(List.of(RouteFile.read(file)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "- to: https://x/ask\\n- to: outbox:crm # 7 # exchangeProperty.record",
                "- to: {uri: 'sql:select 1'}\\n- choice:\\n    otherwise:\\n      steps:\\n        - to: outbox:crm # 10 # line 6",
                "- choice:\\n    when:\\n      - simple: x\\n        steps:\\n          - to: http://x\\n- to: outbox:crm # 11 # line 10",
                "- enrich:\\n    constant: http://x\\n- to: outbox:crm # 8 # line 6",
                "- setBody:\\n    constant: x\\n- to: http://x\\n- to: outbox:crm # 9 # line 8",
                "- filter:\\n    jq: '.a|select(.b)'\\n    steps:\\n      - to: outbox:crm # 7 # in its brackets",
                "- filter:\\n    expression:\\n      jq:\\n        expression: select(.b)\\n    steps: [] # 9 # in its brackets",
                "- split:\\n    jq: .x\\n    steps:\\n      - to: outbox:crm # 9 # one body",
                "- setHeader:\\n    name: X-Lead\\n    constant: a\\n- to: outbox:crm # 7 # NAME.headers",
                "- setHeader:\\n    name: campaign\\n    constant: a\\n- to: outbox:crm # 7 # NAME.headers",
                "- setHeaders:\\n    headers:\\n      - name: X-Lead\\n        constant: a\\n- to: outbox:crm # 8 # NAME.headers",
                "- filter:\\n    jq: .source_id\\n    steps:\\n      - to: outbox:crm # 7 # .source_id !=",
                "- resequence:\\n    simple: x\\n    steps:\\n      - to: outbox:crm # 9 # behind the outbox",
            })
    void whatWouldBeSilentlyWrongIsRefused(String steps, int line, String word) throws IOException {
        assertThat(told(steps.replace("\\n", "\n")))
                .singleElement()
                .asString()
                .contains("mine.camel.yaml:" + line + ":", word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: http://x\n- setBody:\n    simple: '${exchangeProperty.record}'\n- to: outbox:crm",
                "- to:\n    uri: http://x\n    variableReceive: answer\n- to: outbox:crm",
                "- to:\n    variableReceive: answer\n    uri: http://x\n- to: outbox:crm",
                "- enrich:\n    constant: http://x\n    aggregationStrategy: mine\n- to: outbox:crm",
                "- to: kamelet:log-sink\n- to: outbox:crm",
                "- choice:\n    when:\n      - simple: a\n        steps:\n          - to: http://x\n"
                        + "    otherwise:\n      steps:\n        - to: outbox:crm",
                "- doTry:\n    steps:\n      - to: http://x\n      - transform:\n          jq: .\n"
                        + "    doCatch:\n      - exception: [java.lang.Exception]\n        steps:\n          - to: outbox:crm",
                "- filter:\n    jq: .a == 1\n    steps:\n      - to: outbox:crm",
                "- transform:\n    jq: '{a: (.x | select(. != null))}'\n- to: outbox:crm",
                "- setHeader:\n    name: X-Lead\n    constant: a\n- transform:\n    jq: '{lead: header(\"X-Lead\")}'\n- to: outbox:crm",
                "- setHeader:\n    name: CamelFileName\n    constant: a\n- to: file:x\n- to: outbox:crm",
                "- setHeader:\n    name: cod_act\n    constant: a\n- to: outbox:crm",
                "- setHeader:\n    name: lead\n    constant: a\n- bean:\n    ref: mine\n- to: outbox:crm",
                "- split:\n    jq: .x\n    steps:\n      - log: a\n- to: outbox:crm",
                "- to: http://x",
            })
    void whatWorksIsLetAlone(String steps) throws IOException {
        assertThat(told(steps)).isEmpty();
    }
}
