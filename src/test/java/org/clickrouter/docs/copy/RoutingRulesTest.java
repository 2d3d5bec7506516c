package org.clickrouter.docs.copy;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.mock.MockComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

/** Which click goes where, by routing.camel.yaml as it is; each outbox is a mock. */
class RoutingRulesTest extends CamelTestSupport {

    private static final Map<String, String> CODES = Map.of(
            "webhook.codes",
            "VENTA,002",
            "email.codes",
            "CITA AGENDADA",
            "sql.codes",
            "VENTA",
            "kafka.codes",
            "x",
            "jms.codes",
            "x");

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.addComponent("outbox", new MockComponent());
        // What the lists of application.properties are for `ref:`.
        Language simple = context.resolveLanguage("simple");
        CODES.forEach((name, codes) ->
                context.getRegistry().bind(name, simple.createPredicate("${header.cod_act} in '" + codes + "'")));
        return context;
    }

    @Override
    protected RoutesBuilder[] createRouteBuilders() throws Exception {
        Resource file = ResourceHelper.resolveResource(context, "file:routes/routing.camel.yaml");
        return PluginHelper.getRoutesLoader(context).findRoutesBuilders(file).toArray(new RoutesBuilder[0]);
    }

    private void click(String code) {
        String record = "{\"chat_id\":\"c1\",\"cod_act\":\"" + code + "\"}";
        template.sendBodyAndHeaders("direct:route-click", record, Map.of("cod_act", code, "chat_id", "c1"));
    }

    private MockEndpoint outbox(String name) {
        return context.getEndpoint("outbox:" + name, MockEndpoint.class);
    }

    @Test
    void aSaleGoesToTheWebhookAndTheTable() throws InterruptedException {
        outbox("webhook").expectedMessageCount(1);
        outbox("sql").expectedMessageCount(1);
        outbox("email").expectedMessageCount(0);

        click("VENTA");

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void aCodeThatNobodyAskedForGoesNowhere() throws InterruptedException {
        outbox("webhook").expectedMessageCount(0);
        outbox("sql").expectedMessageCount(0);
        outbox("email").expectedMessageCount(0);

        click("OTRA");

        MockEndpoint.assertIsSatisfied(context);
    }
}
