package org.clickrouter.totals;

/**
 * What chat_15 says of a day: clicks by ad and post, that the chatbot or agents served.
 *
 * @param chatbot clicks that no agent had
 * @param agents clicks that an agent had
 */
public record ClickSummary(
        long adChatbot, long adAgents, long postChatbot, long postAgents, long chatbot, long agents) {

    /** All clicks. */
    public long total() {
        return chatbot + agents;
    }
}
