package org.clickrouter.cli;

import java.nio.file.Path;

/** There is nothing to look into: the product has never run with these settings. */
final class NoStoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoStoreException(String url, Path home) {
        super("never polled: there is no store at store.url = " + url + " (settings of " + home
                + "). Nothing was made. Where it runs with other settings, such as STORE_URL in its environment or"
                + " another --home, give the same here");
    }
}
