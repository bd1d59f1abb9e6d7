package io.omnichannel.platform;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What ties an answer to the log lines it caused. */
public final class TraceId {

    // W3C Trace Context, section 3.2: version, trace-id, parent-id, flags.
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    private TraceId() {}

    /**
     * The caller's trace if it sent one, else a new one.
     *
     * @param traceparent the header, or null
     * @return 32 hex digits
     */
    public static String of(String traceparent) {
        if (traceparent != null) {
            Matcher matcher = TRACEPARENT.matcher(traceparent);
            if (matcher.matches() && !matcher.group(1).equals("0".repeat(32))) {
                return matcher.group(1);
            }
        }
        return UUID.randomUUID().toString().replace("-", "");
    }
}
