package org.clickrouter.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** codes.yaml as an engineer writes it. */
class CodesFileTest {

    private static CodeGroups parse(String text) {
        return CodesFile.parse("codes.yaml", text);
    }

    @Test
    void eachCodeHasItsGroupLabelWhetherItIsWonAndAValue() {
        CodeGroups groups = parse("""
                # what the agents choose
                - code: " VENTA "
                  group: sale
                  label: Sale closed
                  won: true
                  value: 49.90
                - {code: 002, group: lost}
                """);

        assertThat(groups.of("VENTA"))
                .isEqualTo(new CodeGroups.Meaning("VENTA", "sale", "Sale closed", true, new BigDecimal("49.90")));
        assertThat(groups.knows("002")).as("zeros count").isTrue();
        assertThat(groups.won()).containsExactly("VENTA");
        assertThat(groups.of("Otra").group()).isEqualTo(CodeGroups.UNKNOWN);
    }

    @Test
    void everyMistakeNamesFileLineAndRule() {
        assertThatThrownBy(() -> parse("""
                - {code: A, group: sale, wonn: true}
                - {code: B}
                - {code: C, group: sale, won: maybe}
                - {code: D, group: sale, value: 12,5}
                - {code: E, group: sale, value: mucho}
                - {code: A, group: lost}
                - {code: F, group: uncoded}
                """)).hasMessage("""
                        codes.yaml:1: wonn: is no key of an entry; there are code, group, label, value, won
                        codes.yaml:2: the entry has no group
                        codes.yaml:3: won = maybe: must be true or false
                        codes.yaml:4: 5: is no key of an entry; there are code, group, label, value, won
                        codes.yaml:5: value = mucho: must be a number such as 120000 or 49.90
                        codes.yaml:6: code A is there twice
                        codes.yaml:7: group = uncoded: is the name of what has no entry; take another""");
        assertThatThrownBy(() -> parse("VENTA: sale"))
                .hasMessageStartingWith("codes.yaml:1: must be a list of entries such as");
        assertThatThrownBy(() -> parse("- {code: A, group: sale\n- x"))
                .hasMessageContaining("codes.yaml:2: is no YAML");
    }
}
