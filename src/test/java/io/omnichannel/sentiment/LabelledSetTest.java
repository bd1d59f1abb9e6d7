package io.omnichannel.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.sentiment.Sentiment.Label;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * How often the lexicon is right: about {@code tuned.tsv}, which was at hand while it was made, and about {@code held.tsv},
 * which nobody looked at while it was. It is the second figure that counts.
 */
class LabelledSetTest {

    private static final double BAR_HELD = 0.72;
    private static final double BAR_TUNED = 0.95;

    private final LexiconScorer scorer = new LexiconScorer();

    private record Line(Label label, String language, String text) {}

    @Test
    void isRightOftenEnoughAboutWhatItWasMadeWith() throws IOException {
        assertThat(report("tuned", lines("tuned"))).isGreaterThanOrEqualTo(BAR_TUNED);
        lines("tuned").stream()
                .filter(line -> read(line) != line.label())
                .forEach(line -> System.out.printf("  %s taken for %s: %s%n", line.label(), read(line), line.text()));
    }

    @Test
    void isRightOftenEnoughAboutWhatItNeverSaw() throws IOException {
        List<Line> held = lines("held");
        assertThat(held).hasSizeGreaterThan(150);

        double accuracy = report("held", held);

        assertThat(accuracy).isGreaterThanOrEqualTo(BAR_HELD);
        // A false alarm costs more than a complaint that is missed: the agent says sorry for nothing.
        assertThat(right(held, Label.NEGATIVE)).isGreaterThanOrEqualTo(0.85);
        assertThat(held)
                .filteredOn(line -> isOpposite(line.label(), read(line)))
                .hasSizeLessThanOrEqualTo(10);
    }

    /** How often a label is right where it is given. */
    private double right(List<Line> lines, Label label) {
        List<Line> given = lines.stream().filter(line -> read(line) == label).toList();
        return given.stream().filter(line -> line.label() == label).count() / (double) given.size();
    }

    private double report(String name, List<Line> lines) {
        for (String language : List.of("fr", "en")) {
            List<Line> own = lines.stream()
                    .filter(line -> line.language().equals(language))
                    .toList();
            System.out.printf("Sentiment, %s %s: %d lines, accuracy %.3f%n", name, language, own.size(), accuracy(own));
        }
        System.out.println("  is \\ taken for  positive neutral negative");
        for (Label label : Label.values()) {
            long[] taken = new long[Label.values().length];
            lines.stream()
                    .filter(line -> line.label() == label)
                    .forEach(line -> taken[read(line).ordinal()]++);
            System.out.printf("  %-15s %8d %7d %8d%n", label.wireName(), taken[0], taken[1], taken[2]);
        }
        System.out.printf("Sentiment, %s: %d lines, accuracy %.3f%n", name, lines.size(), accuracy(lines));
        return accuracy(lines);
    }

    private double accuracy(List<Line> lines) {
        return lines.stream().filter(line -> read(line) == line.label()).count() / (double) lines.size();
    }

    private Label read(Line line) {
        return scorer.score(line.text(), Locale.of(line.language())).label();
    }

    private static boolean isOpposite(Label one, Label other) {
        return one != other && one != Label.NEUTRAL && other != Label.NEUTRAL;
    }

    private static List<Line> lines(String name) throws IOException {
        try (InputStream file = LabelledSetTest.class.getResourceAsStream("/sentiment/" + name + ".tsv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .map(cells -> new Line(Label.valueOf(cells[0].toUpperCase(Locale.ROOT)), cells[1], cells[2]))
                    .toList();
        }
    }
}
