package org.clickrouter.operator;

import org.clickrouter.store.operator.OperatorMessages.Message;

/** By which messages reach the operator. */
interface Way {

    /** @return such as {@code email} */
    String name();

    /** @return the message as it goes this way */
    String body(Bulletin bulletin);

    /** @throws Exception where it may not have arrived; one line of why, without secrets */
    void send(Message message) throws Exception;
}
