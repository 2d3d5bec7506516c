package org.clickrouter.cli.option;

import java.nio.file.Path;

/** There is nothing to look into: the product has never run with these settings. */
public final class NoStoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NoStoreException(String url, Path home) {
        super("never polled: there is no store at store.url = " + url + " (settings of " + home
                + "). Nothing was made. Where it runs with other settings, such as STORE_URL in its environment or"
                + " another --home, give the same here");
    }
}
