package io.omnichannel.agent.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.conversation.PhoneNumbers;
import io.omnichannel.platform.json.JsonFields;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where and when the business is: zone, region, hours, and the number of its people. */
record ScheduleFields(
        ZoneId timeZone,
        String region,
        String transferNumber,
        Map<String, List<List<String>>> openingHours,
        List<String> quietHours) {

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern CLOCK = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]|24:00");
    private static final Set<String> REGIONS = Set.of(Locale.getISOCountries());
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    static ScheduleFields read(JsonFields body) {
        String region = region(body);
        return new ScheduleFields(
                zone(body), region, transferNumber(body, region), openingHours(body), quietHours(body));
    }

    private static ZoneId zone(JsonFields body) {
        Optional<String> name = body.text("time_zone", 64);
        if (name.isPresent() && !ZONES.contains(name.get())) {
            body.wrong("time_zone", "must be an IANA time zone such as Europe/Paris");
            return ZoneId.of("UTC");
        }
        return ZoneId.of(name.orElse("Europe/Paris"));
    }

    private static String region(JsonFields body) {
        String region = body.text("region", 10).orElse("FR").toUpperCase(Locale.ROOT);
        if (!REGIONS.contains(region)) {
            body.wrong("region", "must be a country's two letters, ISO 3166, such as FR");
            return "FR";
        }
        return region;
    }

    private static String transferNumber(JsonFields body, String region) {
        Optional<String> written = body.text("transfer_number", 40);
        Optional<String> number = written.flatMap(text -> PhoneNumbers.e164(text, region));
        if (written.isPresent() && number.isEmpty()) {
            body.wrong("transfer_number", "must be a phone number such as +33612345678 or one of region " + region);
        }
        return number.orElse(null);
    }

    private static Map<String, List<List<String>>> openingHours(JsonFields body) {
        Optional<JsonNode> given = body.value("opening_hours");
        JsonFields hours = body.section("opening_hours");
        if (given.isEmpty()) {
            return null;
        }
        Map<String, List<List<String>>> week = new LinkedHashMap<>();
        for (String day : DAYS) {
            hours.value(day).ifPresent(spans -> week.put(day, spans(hours, day, spans)));
        }
        return week;
    }

    private static List<List<String>> spans(JsonFields hours, String day, JsonNode given) {
        List<List<String>> spans = new ArrayList<>();
        boolean right = given.isArray() && given.size() <= 10;
        for (JsonNode pair : given) {
            Optional<List<String>> span = span(pair);
            right &= span.isPresent();
            span.ifPresent(spans::add);
        }
        if (!right) {
            hours.wrong(
                    day, "must be a list of [\"from\",\"to\"] such as [[\"09:00\",\"12:30\"],[\"14:00\",\"18:00\"]]");
        }
        return spans;
    }

    private static List<String> quietHours(JsonFields body) {
        Optional<JsonNode> given = body.value("quiet_hours");
        Optional<List<String>> span = given.flatMap(ScheduleFields::span);
        if (given.isPresent() && span.isEmpty()) {
            body.wrong("quiet_hours", "must be two different times such as [\"21:00\",\"08:00\"]");
        }
        return span.orElse(List.of("21:00", "08:00"));
    }

    /** Two different times of a day; an end before the start lies in the next day. */
    private static Optional<List<String>> span(JsonNode pair) {
        if (!pair.isArray() || pair.size() != 2) {
            return Optional.empty();
        }
        String from = pair.get(0).asText();
        String to = pair.get(1).asText();
        boolean right = CLOCK.matcher(from).matches() && CLOCK.matcher(to).matches();
        return right && !from.equals("24:00") && !from.equals(to) ? Optional.of(List.of(from, to)) : Optional.empty();
    }
}
