package org.clickrouter.net;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChain.Scope;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.delivery.PathException;
import org.clickrouter.delivery.RefusedAddressException;

/**
 * Tells what a proxy says of itself from what the target says: HttpClient hands on the answer to a refused CONNECT as
 * if it came from the target, so that a 204 of a proxy would count as a delivery.
 */
final class ProxyAnswers {

    private static final String THROUGH = "click-router.through";
    private static final int LOGIN = 407;

    private final ProxyChoice choice;
    private final LocalAddress local;

    ProxyAnswers(ProxyChoice choice, LocalAddress local) {
        this.choice = choice;
        this.local = local;
    }

    void configure(HttpClientBuilder client) {
        // Behind the one that connects: where a request comes here, its tunnel is open.
        client.addExecInterceptorLast("through", (request, scope, chain) -> {
            scope.clientContext.setAttribute(THROUGH, true);
            return chain.proceed(request, scope);
        });
        client.addExecInterceptorFirst("proxy-answers", this::proceed);
    }

    private ClassicHttpResponse proceed(ClassicHttpRequest request, Scope scope, ExecChain chain)
            throws IOException, HttpException {
        scope.clientContext.setAttribute(THROUGH, false);
        ClassicHttpResponse answer;
        try {
            answer = chain.proceed(request, scope);
        } catch (RefusedAddressException ours) {
            throw ours;
        } catch (BindException e) {
            if (local.address().isEmpty()) {
                throw e;
            }
            throw new PathException(
                    FailureKind.MISCONFIGURED,
                    local.address().get().getHostAddress() + " is no address of this machine any more",
                    "correct " + local.key(),
                    e);
        } catch (ConnectException | ConnectTimeoutException | NoRouteToHostException | UnknownHostException e) {
            if (scope.route.getProxyHost() == null) {
                throw e;
            }
            throw new PathException(
                    FailureKind.UNREACHABLE,
                    proxy(scope.route) + " cannot be reached (" + e.getMessage() + ")",
                    "check " + choice.setting() + ", and the way to it",
                    e);
        }
        boolean ofProxy = scope.route.isTunnelled()
                ? !Boolean.TRUE.equals(scope.clientContext.getAttribute(THROUGH))
                : scope.route.getProxyHost() != null && answer.getCode() == LOGIN;
        if (ofProxy) {
            answer.close();
            throw refusal(
                    proxy(scope.route),
                    target(scope.route.getTargetHost()),
                    choice.setting(),
                    answer.getCode(),
                    answer.getReasonPhrase());
        }
        return answer;
    }

    /**
     * What a proxy's own answer means.
     *
     * @param proxy who answered
     * @param target that was asked for
     * @param setting where the proxy is set
     */
    static PathException refusal(String proxy, String target, String setting, int status, String reason) {
        String said = " (answered " + status + (reason == null || reason.isBlank() ? "" : " " + reason.strip()) + ")";
        if (status == LOGIN) {
            return new PathException(
                    FailureKind.MISCONFIGURED,
                    proxy + " wants another log-in" + said,
                    "correct user and password in " + setting,
                    null);
        } else if (status == 429) {
            return new PathException(
                    FailureKind.BUSY,
                    proxy + " wants fewer connections" + said,
                    "ask whoever runs it for its limit",
                    null);
        } else if (status / 100 == 5 || status == 408) {
            return new PathException(
                    FailureKind.UNREACHABLE,
                    proxy + " did not get to " + target + said,
                    "ask whoever runs it whether it reaches that name and port",
                    null);
        }
        return new PathException(
                FailureKind.MISCONFIGURED,
                proxy + " lets nobody through to " + target + said,
                "have it allowed there, or take another way by " + setting,
                null);
    }

    private static String proxy(HttpRoute route) {
        return "the proxy " + target(route.getProxyHost());
    }

    private static String target(HttpHost host) {
        int port = host.getPort() > 0 ? host.getPort() : "https".equalsIgnoreCase(host.getSchemeName()) ? 443 : 80;
        return host.getHostName() + ":" + port;
    }
}
