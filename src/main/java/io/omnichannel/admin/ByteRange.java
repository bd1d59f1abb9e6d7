package io.omnichannel.admin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One range of bytes, both ends included; {@code first > last} when nothing of it is there. */
record ByteRange(long first, long last) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Empty for what we may ignore and answer whole: another unit, several ranges, nonsense. */
    static Optional<ByteRange> of(String header, long length) {
        Matcher range = ONE.matcher(header.strip());
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long count = Long.parseLong(range.group(2));
            return Optional.of(new ByteRange(count == 0 ? length : Math.max(0, length - count), length - 1));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? length - 1 : Long.parseLong(range.group(2));
        if (last < first) {
            return range.group(2).isEmpty() ? Optional.of(new ByteRange(first, length - 1)) : Optional.empty();
        }
        return Optional.of(new ByteRange(first, Math.min(last, length - 1)));
    }

    boolean isEmpty() {
        return first > last;
    }
}
