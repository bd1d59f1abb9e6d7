package io.omnichannel.platform.settings;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/** What may be written for a setting. */
@FunctionalInterface
interface SettingRule {

    Predicate<String> NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?").asMatchPredicate();

    /** @return what it has to be, as a sentence, where the given text is not */
    Optional<String> objection(String given);

    /** Any text: here it is always taken, and whoever reads the setting may still refuse it. */
    static SettingRule text() {
        return given -> Optional.empty();
    }

    static SettingRule whole(long least, long most) {
        String must = "It must be a whole number without a unit, from " + least + " to " + most + ".";
        return that(must, given -> {
            String number = given.strip();
            return number.matches("[+-]?\\d{1,18}") && isIn(Long.parseLong(number), least, most);
        });
    }

    static SettingRule decimal(String least, String most) {
        return that(
                "It must be a number from " + least + " to " + most + ".",
                given -> isIn(new BigDecimal(given.strip()), new BigDecimal(least), new BigDecimal(most)));
    }

    static SettingRule time(String least, String most) {
        String range = " from " + least + " to " + most + ".";
        SettingRule inRange =
                that("It must be a time" + range, given -> isIn(parsed(given), parsed(least), parsed(most)));
        return given -> lacksUnit(given)
                ? Optional.of("A time needs its unit: " + given + "ms, " + given + "s or " + given
                        + "m. It must be a time" + range)
                : inRange.objection(given);
    }

    /** As {@link #time}, with fractions, in milliseconds, seconds or minutes. */
    static SettingRule fraction(String mostMinutes) {
        Pattern written = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m)");
        return that("It must be a time in ms, s or m, from 0s to " + mostMinutes + "m, like 1.5s.", given -> {
            var parts = written.matcher(given.strip());
            return parts.matches()
                    && new BigDecimal(parts.group(1))
                                    .multiply(BigDecimal.valueOf(
                                            switch (parts.group(2)) {
                                                case "ms" -> 1;
                                                case "s" -> 1_000;
                                                default -> 60_000;
                                            }))
                                    .compareTo(new BigDecimal(mostMinutes).multiply(BigDecimal.valueOf(60_000)))
                            <= 0;
        });
    }

    /** Times with blanks between them, or none. */
    static SettingRule times(String least, String most) {
        SettingRule each = time(least, most);
        return given -> words(given)
                .flatMap(word -> each.objection(word).stream())
                .findFirst()
                .map(why -> why + " Times have a blank between them.");
    }

    /** A delay before something else, or nothing. */
    static SettingRule delayFirst(String most) {
        SettingRule delay = time("0s", most);
        return given -> words(given).findFirst().flatMap(delay::objection).map(why -> why + " Channels follow it.");
    }

    static SettingRule size(String least, String most) {
        return that(
                "It must be a size from " + least + " to " + most + ".",
                given -> isIn(DataSize.parse(given), DataSize.parse(least), DataSize.parse(most)));
    }

    static SettingRule oneOf(String... words) {
        return that("It must be one of: " + String.join(", ", words) + ".", given -> List.of(words)
                .contains(given.strip().toLowerCase(Locale.ROOT)));
    }

    /** Without a blank around it: Spring's condition on {@code omnichannel.enabled} would take that for false. */
    static SettingRule flag() {
        return that(
                "It must be true or false.",
                given -> given.equalsIgnoreCase("true") || given.equalsIgnoreCase("false"));
    }

    static SettingRule matching(String pattern, String must) {
        return that(must, Pattern.compile(pattern).asMatchPredicate());
    }

    /** An address below which others are: without a query. */
    static SettingRule base() {
        return that(
                "It must be an http or https address without a query, such as https://api.example.com.",
                given -> isAddress(given) && !given.contains("?"));
    }

    static SettingRule address() {
        return that("It must be an http or https address, such as https://api.example.com/v1.", SettingRule::isAddress);
    }

    /** With a comma between one and the next. */
    static SettingRule each(SettingRule rule) {
        return given -> Stream.of(given.split(","))
                .filter(one -> !one.isBlank())
                .flatMap(one -> rule.objection(one.strip()).stream())
                .findFirst()
                .map(why -> why.replaceFirst("^It must", "Each, with a comma between them, must"));
    }

    /** Tokens with commas between them, or nothing. */
    static SettingRule tokens() {
        return that(
                "It holds no token, only commas: write the token, or nothing for the simulator.",
                given -> given.isBlank() || !given.replace(",", "").isBlank());
    }

    /** A folder that is there, or can be made. */
    static SettingRule folder() {
        SettingRule named = that(
                "It must name a folder, which is made where it is missing.",
                given -> !given.isBlank() && isPath(given));
        SettingRule free = that(
                "There is a file where the folder would be: name another, or move the file away.",
                given -> Files.isDirectory(nearest(given)));
        SettingRule writable = that(
                "Its folder cannot be written to: make it writable for " + System.getProperty("user.name")
                        + ", or name another.",
                given -> Files.isWritable(nearest(given)));
        return given -> named.objection(given).or(() -> free.objection(given)).or(() -> writable.objection(given));
    }

    default SettingRule because(String why) {
        return given -> objection(given).map(must -> must + " " + why);
    }

    default SettingRule orNothing() {
        return given -> given.isBlank() ? Optional.empty() : objection(given);
    }

    private static SettingRule that(String must, Predicate<String> holds) {
        return given -> {
            try {
                return holds.test(given) ? Optional.empty() : Optional.of(must);
            } catch (IllegalArgumentException | ArithmeticException unreadable) {
                return Optional.of(must);
            }
        };
    }

    private static <T extends Comparable<T>> boolean isIn(T value, T least, T most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static Duration parsed(String time) {
        return DurationStyle.detectAndParse(time);
    }

    private static boolean lacksUnit(String given) {
        return NUMBER.test(given) && new BigDecimal(given).signum() > 0;
    }

    private static Stream<String> words(String given) {
        return Stream.of(given.strip().split("\\s+")).filter(word -> !word.isEmpty());
    }

    private static boolean isAddress(String given) {
        try {
            URI address = new URI(given.strip());
            return ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()))
                    && address.getHost() != null
                    && address.getPort() <= 65_535
                    && address.getRawFragment() == null;
        } catch (URISyntaxException none) {
            return false;
        }
    }

    private static boolean isPath(String given) {
        try {
            Path.of(given);
            return true;
        } catch (InvalidPathException impossible) {
            return false;
        }
    }

    /** What is there of a path: itself, or the first above it. */
    private static Path nearest(String given) {
        return Stream.iterate(Path.of(given).toAbsolutePath().normalize(), Path::getParent)
                .takeWhile(path -> path != null)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing of it is there"));
    }
}
