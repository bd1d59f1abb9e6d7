package io.omnichannel.twilio;

import io.omnichannel.conversation.Channel;
import io.omnichannel.twilio.InboundText.Media;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes an {@link InboundText} of Twilio's parameters: what we know by name, and beside it whatever else came. */
final class InboundTextReader {

    private static final Pattern MESSAGE_SID = Pattern.compile("[SM]M[0-9a-fA-F]{32}");
    private static final Pattern PHONE_DIGITS = Pattern.compile("[1-9]\\d{6,14}");
    private static final Pattern MEDIA_URL = Pattern.compile("MediaUrl(\\d{1,3})");
    private static final Pattern MEDIA = Pattern.compile("Media(?:Url|ContentType)\\d{1,3}");
    private static final Pattern SEGMENTS = Pattern.compile("[1-9]\\d{0,2}");
    private static final Pattern GEOGRAPHY = Pattern.compile("(?:From|To)(?:City|State|Zip|Country)");
    private static final Pattern WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    private static final Set<String> OPT_OUT_TYPES = Set.of("STOP", "START", "HELP");

    /** Said elsewhere in the record, or the same in every message. */
    private static final Set<String> NO_DETAIL = Set.of(
            "MessageSid",
            "SmsSid",
            "SmsMessageSid",
            "AccountSid",
            "ApiVersion",
            "SmsStatus",
            "From",
            "To",
            "Body",
            "NumMedia",
            "NumSegments",
            "ProfileName",
            "OptOutType");

    private static final Set<String> LOCATION = Set.of("Latitude", "Longitude", "Address", "Label");
    private static final Map<String, String> GROUPS =
            Map.of("Referral", "referral", "Button", "button", "OriginalRepliedMessage", "reply_to");

    private final TwilioForm form;

    private InboundTextReader(TwilioForm form) {
        this.form = form;
    }

    static InboundText read(TwilioForm form) {
        InboundTextReader reader = new InboundTextReader(form);
        String fault = reader.fault();
        return fault.isEmpty() ? reader.text() : reader.unparsed(fault);
    }

    private String fault() {
        if (!MESSAGE_SID.matcher(form.value("MessageSid")).matches()) {
            return "MessageSid";
        }
        if (TextAddress.of(form.value("From")).isEmpty()) {
            return "From";
        }
        return TextAddress.of(form.value("To")).isEmpty() ? "To" : "";
    }

    private InboundText text() {
        List<Media> media = media();
        String sid = form.value("MessageSid");
        return new InboundText(
                sid,
                sid,
                form.value("AccountSid"),
                channel(),
                senders(),
                to(),
                kept("Body"),
                kept("ProfileName"),
                segments(),
                optOutType(),
                media,
                details(media),
                false);
    }

    private InboundText unparsed(String fault) {
        Map<String, List<String>> raw = new LinkedHashMap<>();
        form.parameters()
                .forEach((name, values) -> raw.put(
                        storable(name),
                        values.stream().map(InboundTextReader::storable).toList()));
        return new InboundText(
                // Twilio's list names it by its SID, too.
                fault.equals("MessageSid") ? "unparsed/" + digest() : form.value("MessageSid"),
                "",
                form.value("AccountSid"),
                channel(),
                List.of(),
                to(),
                kept("Body"),
                "",
                1,
                "",
                List.of(),
                Map.of("unparsed", fault, "parameters", raw),
                true);
    }

    private Channel channel() {
        return TextAddress.channel(form.value("From"), form.value("To"));
    }

    private String to() {
        return storable(TextAddress.bare(form.value("To")));
    }

    private List<TextAddress> senders() {
        TextAddress from = TextAddress.of(form.value("From")).orElseThrow();
        Optional<TextAddress> scoped = TextAddress.of(form.value("ExternalUserId"));
        // Beside a number it may differ from it: WhatsApp writes some countries' numbers in its own way.
        Optional<TextAddress> phone = Optional.of(form.value("WaId"))
                .filter(digits -> from.kind().equals("whatsapp"))
                .filter(digits -> PHONE_DIGITS.matcher(digits).matches())
                .map(digits -> new TextAddress("phone", "+" + digits));
        return Stream.of(Optional.of(from), phone, scoped)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private int segments() {
        String segments = form.value("NumSegments");
        return SEGMENTS.matcher(segments).matches() ? Integer.parseInt(segments) : 1;
    }

    private String optOutType() {
        String type = form.value("OptOutType");
        return OPT_OUT_TYPES.contains(type) ? type : "";
    }

    // What came counts, not what NumMedia says about it.
    private List<Media> media() {
        Map<Integer, Media> found = new TreeMap<>();
        for (String name : form.names()) {
            Matcher index = MEDIA_URL.matcher(name);
            if (index.matches() && !form.value(name).isBlank()) {
                found.put(
                        Integer.valueOf(index.group(1)),
                        new Media(kept(name), kept("MediaContentType" + index.group(1))));
            }
        }
        return List.copyOf(found.values());
    }

    private Map<String, Object> details(List<Media> media) {
        Map<String, Object> details = new LinkedHashMap<>();
        if (!media.isEmpty()) {
            details.put("media", listed(media));
        }
        Map<String, String> location = new LinkedHashMap<>();
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        for (String name : form.names()) {
            if (form.value(name).isEmpty() || NO_DETAIL.contains(name) || isNoise(name)) {
                continue;
            }
            Optional<String> group = GROUPS.keySet().stream()
                    .filter(prefix -> name.startsWith(prefix) && name.length() > prefix.length())
                    .findFirst();
            if (LOCATION.contains(name)) {
                location.put(snakeCase(name), kept(name));
            } else if (group.isPresent()) {
                groups.computeIfAbsent(GROUPS.get(group.get()), any -> new LinkedHashMap<>())
                        .put(snakeCase(name.substring(group.get().length())), kept(name));
            } else {
                details.put(snakeCase(name), kept(name));
            }
        }
        if (!location.isEmpty()) {
            details.put("location", location);
        }
        details.putAll(groups);
        return details;
    }

    private static List<Map<String, String>> listed(List<Media> media) {
        List<Map<String, String>> list = new ArrayList<>();
        media.forEach(each -> list.add(Map.of("url", each.url(), "content_type", each.contentType())));
        return List.copyOf(list);
    }

    private static boolean isNoise(String name) {
        return MEDIA.matcher(name).matches() || GEOGRAPHY.matcher(name).matches();
    }

    private static String snakeCase(String name) {
        return storable(WORD.matcher(name).replaceAll("_").toLowerCase(java.util.Locale.ROOT));
    }

    private String kept(String name) {
        return storable(form.value(name));
    }

    // The one character that PostgreSQL's text and JSON cannot hold.
    private static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\ufffd');
    }

    private String digest() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String name : new TreeSet<>(form.names())) {
                sha256.update(
                        (name + "\0" + String.join("\0", form.all(name)) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java lacks SHA-256", impossible);
        }
    }
}
