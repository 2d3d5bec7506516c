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
                "- filter:\\n    simple: ${header.cod_act} regex '[A-'\\n    steps: [] # 7 # [A- is no regular expression",
                "- choice:\\n    when:\\n      - simple: ${body} !regex '(a'\\n        steps: [] # 8 # (a is no regular expression",
                "- filter:\\n    jq: .a | test(\"[\")\\n    steps: [] # 7 # [ is no regular expression",
                "- filter:\\n    jq: 'any(.[]; test(\"*a\"; \"i\"))'\\n    steps: [] # 7 # *a is no regular expression",
                "- transform:\\n    jq: '{a: .b, c: upcase}' # 7 # no function upcase",
                "- transform:\\n    jq:\\n      expression: '{\"a\": \"x \\(.b | upper)\"}' # 8 # no function upper",
                "- transform:\\n    jq: .a | ltrimstr(\"a\"; \"b\") # 7 # ltrimstr takes 1 arguments",
                "- filter:\\n    jq: .cod_act == VENTA\\n    steps: [] # 7 # a text \"VENTA\"",
                "- filter:\\n    jq: (.a|tonumber) == 120263352633696065\\n    steps: [] # 7 # == \"120263352633696065\"",
                "- transform:\\n    jq: '{a: (1202633526336960651 >= .b)}' # 7 # as a text",
                "- log: ${date:now:YYQQ-jj} # 6 # YYQQ-jj",
                "- setBody:\\n    simple:\\n      expression: ${date:now:bb} # 8 # bb",
            })
    void whatWouldBeSilentlyWrongIsRefused(String steps, int line, String word) throws IOException {
        assertThat(told(steps.replace("\\n", "\n")))
                .singleElement()
                .asString()
                .contains("mine.camel.yaml:" + line + ":", word);
    }

    /** The outbox stands in another file, or behind a third route. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "- split:\\n    jq: .x\\n    steps:\\n      - to: direct:crm # 9 # one body",
                "- split:\\n    jq: .x\\n    steps:\\n      - to: direct:far # 9 # one body",
                "- aggregate:\\n    steps:\\n      - choice:\\n          otherwise:\\n            steps:\\n"
                        + "              - to: {uri: 'direct:far'} # 11 # behind the outbox",
            })
    void anOutboxBehindAnotherRouteCountsAsOneOfThisRoute(String steps, int line, String word) throws IOException {
        Path other = Files.writeString(folder.resolve("other.camel.yaml"), """
            - route: {id: crm, from: {uri: "direct:crm", steps: [{to: "outbox:crm"}]}}
            - route: {id: far, from: {uri: "direct:far", steps: [{to: "direct:crm"}]}}
            - route: {id: note, from: {uri: "direct:note", steps: [{log: "x"}]}}
            """);
        Path mine = folder.resolve("mine.camel.yaml");
        Files.writeString(mine, ROUTE + steps.replace("\\n", "\n").indent(8));

        assertThat(RouteRules.mistakes(List.of(RouteFile.read(mine), RouteFile.read(other))))
                .singleElement()
                .asString()
                .contains("mine.camel.yaml:" + line + ":", word);

        Files.writeString(
                mine,
                ROUTE + "- split: {jq: .x, steps: [{to: 'direct:note'}]}".indent(8) + "- to: direct:far".indent(8));
        assertThat(RouteRules.mistakes(List.of(RouteFile.read(mine), RouteFile.read(other))))
                .isEmpty();
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
                "- filter:\n    jq: (.a|tostring) == \"120263352633696065\"\n    steps:\n      - to: outbox:crm",
                "- transform:\n    jq: '{ad: 120263352633696065, b: (.c > 999999999999999)}'\n- to: outbox:crm",
                "- transform:\n    jq: '{a: (.x | select(. != null))}'\n- to: outbox:crm",
                "- setHeader:\n    name: X-Lead\n    constant: a\n- transform:\n    jq: '{lead: header(\"X-Lead\")}'\n- to: outbox:crm",
                "- setHeader:\n    name: CamelFileName\n    constant: a\n- to: file:x\n- to: outbox:crm",
                "- setHeader:\n    name: cod_act\n    constant: a\n- to: outbox:crm",
                "- setHeader:\n    name: lead\n    constant: a\n- bean:\n    ref: mine\n- to: outbox:crm",
                "- split:\n    jq: .x\n    steps:\n      - log: a\n- to: outbox:crm",
                "- to: http://x",
                "- filter:\n    simple: \"${header.cod_act} regex '(VENTA|CITA.*)[0-9]{2}'\"\n    steps: []",
                "- log: no regex '[' here at ${date:now:yyyy-MM-dd'T'HH:mm} ${date:now} ${date:now-24h:yyyyMMdd}",
                "- transform:\n    jq: '{a, \"b\": .c, if: 1, d: (.e|tonumber), @base64 \"x\": 1}'",
                "- transform:\n    jq: 'def f(x; $y): x + $y; reduce .[] as $i (0; . + f($i; 2)) | try error(\"a\") catch .'",
                "- transform:\n    jq: '. as {a: $x, b: [$y]} | $x + 1e5 + (.f.g // empty) | @base64 | ascii_downcase'",
                "- transform:\n    jq: 'if header(\"a\") then property(\"b\") else body end | sub(\"\\\\d+\"; \"\") | split(\"[\")'",
                "- transform:\n    jq: '.a? // [.[] | select(.b and (.c | not)) | limit(2; .x)] | # a comment(\n    length'",
                "- transform:\n    jq: 'label $out | foreach .[] as $i (0; . + 1; ., break $out) | test(\"(?<a>[a-z]+)\")'",
            })
    void whatWorksIsLetAlone(String steps) throws IOException {
        assertThat(told(steps)).isEmpty();
    }
}
