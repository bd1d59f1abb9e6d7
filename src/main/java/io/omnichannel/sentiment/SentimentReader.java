package io.omnichannel.sentiment;

import java.util.List;
import java.util.Locale;

/** Reads what texts feel like. Thread-safe. */
public interface SentimentReader {

    /**
     * @param language what a text of few words is taken for
     * @return one for each text, in order
     */
    List<Sentiment> read(List<String> texts, Locale language);
}
