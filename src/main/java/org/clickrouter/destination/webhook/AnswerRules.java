package org.clickrouter.destination.webhook;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.destination.DestinationSettings;

/**
 * What the answers of one receiver mean.
 *
 * @param last statuses after which nothing is tried again
 * @param accepted what an answer of 2xx must hold as well; empty: nothing
 * @param meaning what an answer that takes no message says of the reason; empty: what its status says
 */
record AnswerRules(Set<Integer> last, Optional<AnswerCondition> accepted, Optional<AnswerMeaning> meaning) {

    /** Only the status counts. */
    static final AnswerRules STATUS = new AnswerRules(Set.of(), Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException for a value that cannot be read */
    static AnswerRules of(DestinationSettings settings) {
        return new AnswerRules(
                Arrays.stream(settings.get("final").split(","))
                        .map(String::strip)
                        .filter(status -> !status.isEmpty())
                        .map(Integer::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                Optional.of(settings.own("accepted-if"))
                        .filter(jq -> !jq.isEmpty())
                        .map(AnswerCondition::parse),
                Optional.of(settings.own("failure")).filter(jq -> !jq.isEmpty()).map(AnswerMeaning::parse));
    }

    /** How many bytes of a success's answer are looked at. */
    int kept() {
        return accepted.isPresent() ? AnswerCondition.LONGEST : 0;
    }

    /** The failure as these rules see it. */
    DeliveryException judged(DeliveryException failure, int status, String answer) {
        DeliveryException meant = meaning.map(rule -> rule.of(failure, answer)).orElse(failure);
        return last.contains(status) ? meant.asLast() : meant;
    }
}
