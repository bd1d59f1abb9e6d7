package io.omnichannel.platform;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** Log lines tell UTC wherever the program runs: Boot's own format takes the zone of the machine. */
final class UtcTimestamps implements StructuredLoggingJsonMembersCustomizer<Object> {

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor(
                ValueProcessor.of(String.class, UtcTimestamps::utc).whenHasUnescapedPath("@timestamp"));
    }

    private static String utc(String local) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                OffsetDateTime.parse(local).withOffsetSameInstant(ZoneOffset.UTC));
    }
}
