package org.clickrouter.destination.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinkColumnsTest {

    private static SinkColumns of(String pairs, String... key) {
        return SinkColumns.of(List.of(pairs.split(",")), List.of(key));
    }

    @Test
    void theKeyIsWhatIsMappedFromTheClicksIdentityUnlessOneIsNamed() {
        assertThat(of("chat_id:contacto,CLICK_DATE:fecha,cod_act:resultado,revision:version")
                        .key())
                .containsExactly("contacto", "fecha");
        assertThat(of("delivery_id:envio,chat_id:contacto,revision:version", "ENVIO")
                        .key())
                .containsExactly("ENVIO");
        assertThat(of("chat_id:contacto,revision:version").missingIdentity())
                .containsExactly("operation", "source_id", "date");
        assertThat(of("delivery_id:envio,revision:version", "envio").missingIdentity())
                .isEmpty();
    }

    @Test
    void aFieldThatTheApiDoesNotDocumentIsMappedAndTold() {
        SinkColumns columns = of("chat_id:contacto,Campaign Name:campaña,revision:version");

        assertThat(columns.unknownValues()).containsExactly("Campaign Name");
        assertThat(columns.columnOf("Campaign Name")).contains("campaña");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x; DROP TABLE y",
                "a\"b",
                "a`b",
                "a b",
                "a'b",
                "1a",
                "",
                "a.b",
                "a)",
                "a--",
                "a\u0000",
                ":#c0",
                "a\nb"
            })
    void aNameThatIsNoColumnsNameIsRefusedWithTheRule(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SinkColumns.of(List.of("revision:version", "chat_id:" + name), List.of()))
                .withMessageContaining("is not a column's name: write letters, digits and _");
    }

    @Test
    void aMappingThatCannotBeKeptIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("chat_id:contacto"))
                .withMessageContaining("a column for revision must be among them");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("cod_act:x,revision:version"))
                .withMessageContaining("no column is the key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("chat_id:a,date:A,revision:version"))
                .withMessageContaining("'A' stands there twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("chat_id:a,revision:version", "b"))
                .withMessageContaining("the key 'b' is not one of the columns a, version");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("chat_id:a,revision:version", "version"))
                .withMessageContaining("could not be found again");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("contacto"))
                .withMessageContaining("'contacto' is not a pair of value:column");
    }
}
