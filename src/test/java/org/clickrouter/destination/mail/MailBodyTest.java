package org.clickrouter.destination.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clickrouter.destination.RecordFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailBodyTest {
    private static MailBody.Click click(String code, String json) {
        return new MailBody.Click("bogotá", 2, code, RecordFields.parse(json));
    }

    @Test
    void theShippedMailShowsTheCodeAndEveryFieldInOrder() {
        MailBody.Rendered mail = new MailBody(null, "en")
                .render(click("CITA AGENDADA", "{\"chat_id\":573001,\"source_id\":\"ad-1\",\"extra \":\"ñ 😀\"}"));

        assertThat(mail.subject()).isEqualTo("CITA AGENDADA: WhatsApp click of chat 573001 (bogotá)");
        assertThat(mail.text())
                .contains(
                        "activity code CITA AGENDADA.",
                        "Operation: bogotá",
                        "Revision:  2",
                        "chat_id: 573001\nsource_id: ad-1\nextra : ñ 😀\n");
        assertThat(mail.html())
                .contains(
                        "<strong>CITA AGENDADA</strong>", "<tr><td>chat_id</td><td>573001</td></tr>", "<td>ñ 😀</td>");
    }

    @Test
    void htmlIsEscapedAndTextIsNot() {
        MailBody.Rendered mail =
                new MailBody(null, "en").render(click("A & B", "{\"<b>\":\"<script>alert('x')</script>\"}"));

        assertThat(mail.html()).doesNotContain("<script", "<b>").contains("A &amp; B", "&lt;script&gt;");
        assertThat(mail.text()).contains("<b>: <script>alert('x')</script>", "A & B");
        assertThat(mail.subject()).startsWith("A & B: ");
    }

    @Test
    void aFieldsLineBreakCannotAddAHeader() {
        MailBody.Rendered mail = new MailBody(null, "en")
                .render(click("X\r\nBcc: all@example.com\u2028\u0000y", "{\"chat_id\":\"1\\n2\"}"));

        assertThat(mail.subject()).isEqualTo("X Bcc: all@example.com y: WhatsApp click of chat 1 2 (bogotá)");
    }

    @Test
    void aLongSubjectIsCutAtTwoHundredCharacters() {
        String subject =
                new MailBody(null, "en").render(click("😀".repeat(500), "{}")).subject();

        assertThat(subject.codePointCount(0, subject.length())).isEqualTo(200);
        assertThat(subject).endsWith("😀…");
    }

    @Test
    void anUncodedClickAndOneWithoutAChatReadWell() {
        assertThat(new MailBody(null, "en")
                        .render(click("", "{\"chat_id\":\"\"}"))
                        .subject())
                .isEqualTo("No code: WhatsApp click (bogotá)");
    }

    @Test
    void ofANameThatBothUseOursIsShownAndTheirsStaysInTheList() {
        MailBody.Rendered mail =
                new MailBody(null, "en").render(click("X", "{\"operation\":\"theirs\",\"fields\":\"f\"}"));

        assertThat(mail.subject()).endsWith("(bogotá)");
        assertThat(mail.text()).contains("operation: theirs", "fields: f");
    }

    @Test
    void anEngineersTemplateTakesThePlaceOfTheShippedOneOfItsName(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("subject.txt.mustache"), "¡{{cod_act}}! {{source_id}} {{missing}}");

        MailBody.Rendered mail = new MailBody(folder, "en").render(click("VENTA", "{\"source_id\":\"a&b\"}"));

        assertThat(mail.subject()).isEqualTo("¡VENTA! a&b");
        assertThat(mail.html()).contains("<strong>VENTA</strong>");
    }

    @Test
    void aFieldThatLooksLikeATemplateIsShownAsItIs() {
        assertThat(new MailBody(null, "en").render(click("{{operation}}", "{}")).subject())
                .startsWith("{{operation}}: ");
    }

    @Test
    void aBrokenTemplateIsNamed(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("body.html.mustache"), "{{#fields}}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailBody(folder, "en"))
                .withMessageContaining("body.html.mustache");
    }

    @Test
    void theAdIsALinkInTheDigestAndInTheMailOfOneClick() {
        MailBody.Click click =
                click("VENTA", "{\"source_id\":\"ad<9\",\"source_url\":\" https://fb.me/9?a=1&b='2' \"}");
        String link = "<a href=\"https://fb.me/9?a&#61;1&amp;b&#61;&#39;2&#39;\">";

        MailBody.Rendered digest = new MailBody(null, "en").digest(List.of(click, click));

        assertThat(digest.html())
                .contains(link + "ad&lt;9</a></td><td align=\"right\">2</td>", link + "ad&lt;9</a></td><td>");
        assertThat(digest.text()).contains("  2  VENTA  ad<9  https://fb.me/9?a=1&b='2'");
        assertThat(new MailBody(null, "en").render(click).html())
                .contains("<td>ad&lt;9</td>", "<td>" + link + " https:", "</a></td>");
    }

    @Test
    void adsHaveTheirNamesInEachMail() {
        MailBody named = new MailBody(null, "es", id -> id.equals("120263352633696065") ? "Día <b>&" : id);
        MailBody.Click click = click("VENTA", "{\"source_id\":\"120263352633696065\",\"chat_id\":\"7\"}");

        assertThat(named.render(click).text()).contains("Anuncio:   Día <b>&");
        assertThat(named.render(click).html()).contains("Anuncio: Día &lt;b&gt;&amp;");
        assertThat(named.digest(List.of(click)).text()).contains("  1  VENTA  Día <b>&", "anuncio Día <b>&");
        assertThat(named.digest(List.of(click)).html())
                .contains("<td>Día &lt;b&gt;&amp;</td>")
                .doesNotContain("<b>&", "120263352633696065");
    }

    @Test
    void aDigestHasAPictureOfItsClicksOverTimeInWhichNoTextOfAClickStands() throws Exception {
        MailBody.Rendered mail = new MailBody(null, "en")
                .digest(List.of(
                        click("<VENTA>", "{\"date\":\"2026-03-10 09:10:00\"}"),
                        click("<VENTA>", "{\"date\":\"2026-03-10 09:50:00\"}"),
                        click("Otra", "{\"date\":\"2026-03-10 12:00:00\"}"),
                        click("Otra", "{\"date\":\"no date\"}")));
        String html = mail.html();
        String svg = html.substring(html.indexOf("<svg"), html.indexOf("</svg>") + 6);

        org.w3c.dom.NodeList parts = javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(svg.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .getElementsByTagName("rect");
        assertThat(parts.getLength()).isEqualTo(2);
        assertThat(((org.w3c.dom.Element) parts.item(0)).getAttribute("height")).isEqualTo("100");
        assertThat(((org.w3c.dom.Element) parts.item(1)).getAttribute("height")).isEqualTo("50");
        assertThat(html)
                .contains("</span> &lt;VENTA&gt;: 2", "</span> Otra: 2", "2026-03-10 09:00 &ndash; 2026-03-10 12:00");
        assertThat(new MailBody(null, "en")
                        .digest(List.of(click("VENTA", "{\"date\":\"-\"}")))
                        .html())
                .doesNotContain("<svg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://fb.me/9",
                "https:fb.me",
                "//fb.me/9",
                "https://facebook.com@evil.example/",
                "https://fb.me/9 x",
                "https://fb.me/\\\"onclick=",
                "-"
            })
    void whatIsNoAddressOfTheWebIsNoLink(String address) {
        MailBody.Click click = click("VENTA", "{\"source_id\":\"9\",\"source_url\":\"" + address + "\"}");

        assertThat(new MailBody(null, "en").digest(List.of(click)).html()).doesNotContain("<a ");
        assertThat(new MailBody(null, "en").render(click).html()).doesNotContain("<a ");
    }

    @Test
    void theMailsAreInSpanishWhereThatIsAskedForAndAFolderOfItsOwnTakesTheirPlace(@TempDir Path folder)
            throws Exception {
        Files.createDirectory(folder.resolve("es"));
        Files.writeString(folder.resolve("es/digest.subject.txt.mustache"), "{{count}} ventas");
        MailBody spanish = new MailBody(folder, "es");
        MailBody.Click click = click("VENTA", "{\"chat_id\":\"7\"}");

        assertThat(spanish.render(click).subject()).isEqualTo("VENTA: clic de WhatsApp del chat 7 (bogotá)");
        assertThat(spanish.render(click).html()).contains("<html lang=\"es\">", "Operación: bogotá");
        assertThat(spanish.digest(List.of(click)).subject()).isEqualTo("1 ventas");
        assertThat(spanish.digest(List.of(click)).text()).contains("Por código de actividad y anuncio:");
    }

    @Test
    void aMissingFolderMeansTheShippedTemplates(@TempDir Path folder) {
        assertThat(new MailBody(folder.resolve("none"), "en")
                        .render(click("X", "{}"))
                        .subject())
                .startsWith("X:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "d-1_A|clicks@example.com|<d-1_A@example.com>",
                "d|Clicks Ñ <clicks@peña.example>|<d@xn--pea-8ma.example>",
                "a b>\u00f1|x@y.z|<a=20b=3e=f1@y.z>",
                "d|nobody|<d@click-router.invalid>",
                "d|a@b c@-_|<d@click-router.invalid>"
            })
    void aMessageIdIsSafeWhateverComesIn(String id, String from, String expected) {
        assertThat(MailBody.messageId(id, from)).isEqualTo(expected);
    }
}
