package io.omnichannel.admin;

import io.omnichannel.voices.Previews;
import io.omnichannel.voices.SoundRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** The one door of the admin API's prefix that takes a token instead of a key. */
@Component
final class AudioDoor {

    private final Previews previews;

    AudioDoor(Previews previews) {
        this.previews = previews;
    }

    /** @throws io.omnichannel.platform.ProblemException 404 when the token is forged, damaged or over */
    public SoundRequest open(@Header("token") String token, Exchange exchange) {
        SoundAnswer.rememberRange(exchange);
        return previews.open(token);
    }
}
