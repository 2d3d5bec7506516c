package org.clickrouter.poll;

import org.clickrouter.net.LocalAddress;
import org.clickrouter.net.NetworkPath;
import org.clickrouter.net.ProxyChoice;
import org.clickrouter.net.TlsFiles;
import org.clickrouter.settings.Settings;

/** The path to the report API, the same for all operations and for whatever asks it. */
public final class ApiPath {

    private ApiPath() {}

    /** @throws IllegalArgumentException for a value that cannot be read */
    public static NetworkPath of(Settings settings) {
        return new NetworkPath(
                ProxyChoice.of(
                        "wolkvox.proxy",
                        settings.get("wolkvox.proxy"),
                        settings.layers().environment()),
                LocalAddress.of("wolkvox.local-address", settings.get("wolkvox.local-address")),
                TlsFiles.trusting(settings.home(), settings.get("wolkvox.ca")));
    }
}
