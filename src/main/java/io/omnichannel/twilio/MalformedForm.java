package io.omnichannel.twilio;

/** A form body that cannot be read without guessing; the message names the position, never the content. */
public final class MalformedForm extends RuntimeException {

    MalformedForm(String message) {
        // No stack trace: whoever floods us with broken bodies should not make us pay for it.
        super(message, null, false, false);
    }
}
