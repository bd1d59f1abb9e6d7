package io.omnichannel.sentiment;

import java.util.List;
import java.util.Locale;

/** Reads offline, word by word; see {@code docs/sentiment.md} for how often it is right. */
final class LexiconReader implements SentimentReader {

    private final LexiconScorer scorer = new LexiconScorer();

    @Override
    public List<Sentiment> read(List<String> texts, Locale language) {
        return texts.stream().map(text -> scorer.score(text, language)).toList();
    }
}
