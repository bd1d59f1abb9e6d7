package io.omnichannel.messaging;

import io.omnichannel.email.MailEvent;
import io.omnichannel.twilio.Refusal;
import java.util.List;
import java.util.stream.Stream;

/** What providers say when a customer is not to be reached at an address, so that another channel may do. */
public final class NoWay {

    /** What mail servers answer about a recipient: RFC 5321, section 4.2.3. */
    private static final List<String> SMTP = List.of("550", "551", "553");

    private static final String[] CODES = Stream.of(
                    Stream.of(Refusal.codesOfNoWay()), MailEvent.FAULTS_OF_NO_WAY.stream(), SMTP.stream())
            .flatMap(codes -> codes)
            .toArray(String[]::new);

    private NoWay() {}

    /** The codes as the outbox keeps them. */
    public static String[] codes() {
        return CODES.clone();
    }
}
