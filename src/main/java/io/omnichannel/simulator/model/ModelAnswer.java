package io.omnichannel.simulator.model;

import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the double does with one request.
 *
 * @param status 200, or a refusal's
 * @param code of a refusal, as OpenAI names them
 * @param retryAfter of a refusal; negative: the header is left out
 * @param firstAfter until the first word
 * @param gaps between two words
 * @param words the pieces that are streamed, which together are the text
 * @param calls the tools it wants
 * @param end how it ends
 */
public record ModelAnswer(
        int status,
        String code,
        Duration retryAfter,
        Duration firstAfter,
        Pauses gaps,
        List<String> words,
        List<Call> calls,
        End end) {

    private static final Duration NO_HEADER = Duration.ofSeconds(-1);
    private static final Pattern PIECE = Pattern.compile("\\s*\\S+\\s*$|\\s*\\S+");

    /** A wish for a tool. @param arguments JSON at best */
    public record Call(String id, String name, String arguments) {}

    /** What becomes of the stream once the words are sent. */
    public enum End {
        /** As documented. */
        WHOLE,
        /** Nothing more comes, and the connection stays. */
        STALL,
        /** The connection is closed in the middle. */
        CUT,
        /** Something that is no event of a model. */
        GARBAGE,
        /** An event that reports an error, within the 200. */
        ERROR_EVENT,
        /** The provider's filter holds the rest back. */
        FILTERED
    }

    /** Says a text, word by word. */
    public static ModelAnswer of(String text) {
        List<String> pieces =
                PIECE.matcher(text).results().map(MatchResult::group).toList();
        return new ModelAnswer(200, "", NO_HEADER, Duration.ZERO, Pauses.NONE, pieces, List.of(), End.WHOLE);
    }

    /** Wants tools, without a word. */
    public static ModelAnswer calling(Call... calls) {
        return of("").with(calls);
    }

    /** Wants one tool. */
    public static ModelAnswer calling(String tool, String arguments) {
        return calling(new Call("call_1", tool, arguments));
    }

    public static ModelAnswer refusing(int status, String code) {
        return new ModelAnswer(status, code, NO_HEADER, Duration.ZERO, Pauses.NONE, List.of(), List.of(), End.WHOLE);
    }

    /** Accepts, and says nothing at all. */
    public static ModelAnswer silence() {
        return of("").ending(End.STALL);
    }

    public ModelAnswer with(Call... wanted) {
        return new ModelAnswer(status, code, retryAfter, firstAfter, gaps, words, List.of(wanted), end);
    }

    public ModelAnswer after(Duration latency) {
        return new ModelAnswer(status, code, retryAfter, latency, gaps, words, calls, end);
    }

    public ModelAnswer apart(Duration between) {
        return apart(Pauses.of(between));
    }

    public ModelAnswer apart(Pauses between) {
        return new ModelAnswer(status, code, retryAfter, firstAfter, between, words, calls, end);
    }

    /** So many of its words, and nothing else of it. */
    ModelAnswer upTo(int most) {
        return new ModelAnswer(status, code, retryAfter, firstAfter, gaps, words.subList(0, most), List.of(), end);
    }

    public ModelAnswer ending(End how) {
        return new ModelAnswer(status, code, retryAfter, firstAfter, gaps, words, calls, how);
    }

    public ModelAnswer retryAfter(Duration time) {
        return new ModelAnswer(status, code, time, firstAfter, gaps, words, calls, end);
    }
}
