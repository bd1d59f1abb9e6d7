package io.omnichannel.messaging.lane;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.messaging.StoredMessage;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Body: a {@link LaneTask} with a keyword becomes the {@link LaneReply} the law wants. */
@Component("noticeWriter")
class NoticeWriter implements Processor {

    private final MessageParts parts;

    NoticeWriter(MessageParts parts) {
        this.parts = parts;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        LaneView view = exchange.getMessage().getBody(LaneTask.class).view();
        StoredMessage keyword = view.keyword().orElseThrow();
        Locale language = Optional.ofNullable(view.language())
                .map(Locale::forLanguageTag)
                .orElse(view.settings().locale());
        Phrase phrase =
                switch (keyword.detail("keyword")) {
                    case "stop" -> Phrase.OPT_OUT_DONE;
                    case "start" -> Phrase.OPT_IN_DONE;
                    default -> Phrase.HELP_NOTICE;
                };
        String words = view.settings().filled(Phrases.in(language).text(phrase));
        exchange.getMessage().setBody(parts.notice(view, keyword, words, language));
    }
}
