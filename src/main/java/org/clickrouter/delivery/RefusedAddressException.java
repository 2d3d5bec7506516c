package org.clickrouter.delivery;

import java.net.UnknownHostException;

/**
 * A host whose addresses may not be connected to. HTTP clients treat it like a name that does not resolve, so no
 * connection is opened.
 */
public final class RefusedAddressException extends UnknownHostException {
    public RefusedAddressException(String message) {
        super(message);
    }
}
