package io.omnichannel.camel.routes;

import io.omnichannel.platform.json.Nearest;
import java.util.Collection;
import java.util.Comparator;

/**
 * A mistake in a route file.
 *
 * @param file as whoever edits it names it: {@code routes/voice/call-status.camel.yaml}
 * @param line counted from 1; 0 when only the file is known
 * @param problem what is wrong, in one line
 * @param cure what to write instead, in one line
 */
public record Finding(String file, int line, String problem, String cure) implements Comparable<Finding> {

    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(Finding::file)
            .thenComparing(Finding::line)
            .thenComparing(Finding::problem)
            .thenComparing(Finding::cure);

    /** What whoever wrote this probably meant, or else another cure. */
    static String cure(String written, Collection<String> known, String otherwise) {
        return Nearest.to(written, known)
                .map(name -> "Did you mean \"" + name + "\"?")
                .orElse(otherwise);
    }

    /** {@code file:line}, as editors and terminals make it a link. */
    public String place() {
        return line > 0 ? file + ":" + line : file;
    }

    @Override
    public int compareTo(Finding other) {
        return BY_PLACE.compare(this, other);
    }

    @Override
    public String toString() {
        return place() + "  " + problem;
    }
}
