package org.clickrouter.docs.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Properties;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.Test;

/**
 * What a destination's own route sends: its queue and its sink are replaced, and the answer of its lookup is made up.
 */
class DestinationRouteTest extends CamelTestSupport {

    /** As much of a delivery as the route reads. */
    public record Delivery(String record) {}

    @Override
    public void configureTest(TestExecutionConfiguration test) {
        super.configureTest(test);
        test.withUseAdviceWith(true);
    }

    @Override
    protected Properties useOverridePropertiesWithPropertiesComponent() {
        Properties settings = new Properties();
        settings.setProperty("crm.enabled", "true");
        settings.setProperty("leads.url", "https://leads.example.com");
        return settings;
    }

    @Override
    protected RoutesBuilder[] createRouteBuilders() throws Exception {
        Resource file = ResourceHelper.resolveResource(context, "file:routes/recipes/lookup-http.camel.yaml");
        return PluginHelper.getRoutesLoader(context).findRoutesBuilders(file).toArray(new RoutesBuilder[0]);
    }

    @Test
    void theBodyIsMadeOfTheRecordAndTheAnswer() throws Exception {
        AdviceWith.adviceWith(context, "deliver-crm", route -> {
            route.replaceFromWith("direct:crm");
            route.weaveById("ask-for-lead").replace().setVariable("lead", route.constant("{\"id\":\"L-7\"}"));
            route.weaveById("post-to-crm").replace().to("mock:crm");
        });
        context.start();
        MockEndpoint crm = getMockEndpoint("mock:crm");
        crm.expectedMessageCount(1);

        template.sendBody("direct:crm", new Delivery("{\"chat_id\":\"c1\",\"cod_act\":\"VENTA\"}"));

        MockEndpoint.assertIsSatisfied(context);
        JsonNode sent = crm.getExchanges().get(0).getMessage().getBody(JsonNode.class);
        assertEquals("L-7", sent.at("/lead").asText());
        assertEquals("VENTA", sent.at("/code").asText());
    }
}
