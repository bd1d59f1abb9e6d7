package io.omnichannel.admin;

import io.omnichannel.conversation.Channel;
import io.omnichannel.messaging.operator.OperatorText;
import io.omnichannel.platform.json.JsonFields;
import java.util.List;
import java.util.Optional;

/** The fields that every request to write has. */
final class OperatorFields {

    private static final List<String> WRITTEN = List.of("sms", "whatsapp", "email");
    private static final int LONGEST_SUBJECT = 200;

    private OperatorFields() {}

    static Optional<Channel> channel(JsonFields fields) {
        return fields.choice("channel", WRITTEN).map(Channel::of);
    }

    /**
     * What is wrong is noted with the fields.
     *
     * @param channel the one that is named; whether a conversation's own carries media is known when it is written in
     */
    static OperatorText text(JsonFields fields, Optional<Channel> channel) {
        if (fields.value("content").isEmpty() && fields.value("media").isEmpty()) {
            fields.wrong("content", "is required where there is no media");
        }
        return new OperatorText(
                fields.text("content", OperatorText.MAX_LENGTH).orElse(""),
                fields.text("subject", LONGEST_SUBJECT).orElse(""),
                MediaField.read(fields, channel));
    }
}
