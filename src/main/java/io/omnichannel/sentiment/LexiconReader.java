package io.omnichannel.sentiment;

import java.util.List;
import java.util.Locale;

/** Reads offline, word by word; see {@code docs/sentiment.md} for how often it is right. Thread-safe. */
final class LexiconReader {

    private final LexiconScorer scorer = new LexiconScorer();

    /**
     * @param language what a text of few words is taken for
     * @return one for each text, in order
     */
    List<Sentiment> read(List<String> texts, Locale language) {
        return texts.stream().map(text -> scorer.score(text, language)).toList();
    }
}
