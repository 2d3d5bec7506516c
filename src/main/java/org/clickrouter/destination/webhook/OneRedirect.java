package org.clickrouter.destination.webhook;

import java.net.URI;
import java.util.List;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Follows one redirect of a call, to a host that was named, from https to https alone. HttpClient fetches it with a GET
 * of its own, which has neither the headers nor the body of the call: no signature, no log-in and no click go there.
 * Every other redirect is the answer.
 */
final class OneRedirect extends DefaultRedirectStrategy {

    private final List<String> hosts;

    /** @param hosts names without a port */
    OneRedirect(List<String> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    @Override
    public boolean isRedirected(HttpRequest request, HttpResponse answer, HttpContext context) {
        boolean byGet = answer.getCode() == HttpStatus.SC_SEE_OTHER
                || answer.getCode() == HttpStatus.SC_MOVED_TEMPORARILY && Method.POST.isSame(request.getMethod());
        return byGet
                && answer.containsHeader("Location")
                && HttpClientContext.cast(context).getRedirectLocations().size() == 0
                && isNamed(request, answer, context);
    }

    private boolean isNamed(HttpRequest request, HttpResponse answer, HttpContext context) {
        try {
            URI target = getLocationURI(request, answer, context);
            return target.getHost() != null
                    && target.getScheme().equalsIgnoreCase(request.getScheme())
                    && hosts.stream().anyMatch(target.getHost()::equalsIgnoreCase);
        } catch (HttpException noAddress) {
            return false;
        }
    }
}
