package org.clickrouter.settings;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The environment variables that Kubernetes makes for each Service of the namespace, and Docker for a link: a Service
 * named email brings EMAIL_PORT=tcp://10.43.0.7:25, which nobody meant as a setting.
 */
final class ServiceLinks {

    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.+:\\d{1,5}", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile(
            "(.+?)_(?:SERVICE_HOST|SERVICE_PORT(?:_.+)?|PORT|PORT_\\d+_(?:TCP|UDP|SCTP)(?:_(?:ADDR|PORT|PROTO))?)");

    private ServiceLinks() {}

    /** Whether a variable was made for a Service or a link, and by no one who wanted to set something. */
    static boolean made(String variable, Map<String, String> environment) {
        Matcher name = NAME.matcher(variable);
        if (!name.matches()) {
            return false;
        }
        String service = name.group(1);
        boolean beside = environment.containsKey(service + "_SERVICE_HOST")
                || environment.keySet().stream()
                        .anyMatch(other -> other.startsWith(service + "_PORT_")
                                && NAME.matcher(other).matches());
        // A plain number may have been set on purpose, whatever stands beside it.
        boolean settable = variable.equals(service + "_PORT");
        return beside
                && (!settable
                        || ADDRESS.matcher(environment.get(variable).strip()).matches());
    }
}
