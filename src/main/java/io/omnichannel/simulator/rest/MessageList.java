package io.omnichannel.simulator.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code GET Messages.json}: newest first, filtered, in pages that new messages do not move. */
record MessageList(MessageJson json, RestForm query) {

    private static final Set<String> NAMES =
            Set.of("To", "From", "DateSent", "DateSent>", "DateSent<", "PageSize", "Page", "PageToken");
    private static final String TOKEN = "PA";

    RestAnswer page(List<RestMessage> all) {
        query.names().stream().filter(name -> !NAMES.contains(name)).findFirst().ifPresent(unknown -> {
            throw RestRefusal.badRequest(20001, "There is no parameter " + unknown);
        });
        int size = number("PageSize", 50, 1_000);
        int page = number("Page", 0, Integer.MAX_VALUE);
        long before = query.first("PageToken")
                .map(token -> Long.parseLong(token.substring(TOKEN.length())))
                .orElse(Long.MAX_VALUE);
        List<RestMessage> found = all.reversed().stream()
                .filter(filter())
                .filter(message -> message.number() < before)
                .limit(size + 1L)
                .toList();
        List<RestMessage> shown = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size
                ? address(page + 1, size, TOKEN + shown.getLast().number())
                : null;
        return RestAnswer.of(200, json.page(shown, page, size, address(0, size, ""), next));
    }

    private Predicate<RestMessage> filter() {
        Predicate<RestMessage> to = message -> matches("To", message.to());
        return to.and(message -> matches("From", message.from()))
                .and(message -> query.first("DateSent>")
                        .map(date -> !message.createdAt().isBefore(instant(date)))
                        .orElse(true))
                .and(message -> query.first("DateSent<")
                        .map(date -> !message.createdAt().isAfter(end(date)))
                        .orElse(true))
                .and(message -> query.first("DateSent")
                        .map(date -> message.createdAt().toString().startsWith(date))
                        .orElse(true));
    }

    private boolean matches(String name, String value) {
        return query.first(name).map(value::equals).orElse(true);
    }

    private static Instant instant(String date) {
        try {
            return date.length() == 10
                    ? LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(date);
        } catch (DateTimeParseException wrong) {
            throw RestRefusal.badRequest(20001, "DateSent is YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ");
        }
    }

    private static Instant end(String date) {
        return date.length() == 10 ? instant(date).plusSeconds(86_399) : instant(date);
    }

    private int number(String name, int otherwise, int most) {
        String value = query.value(name);
        if (!value.isEmpty() && !value.matches("\\d{1,9}")) {
            throw RestRefusal.badRequest(20001, name + " is a number");
        }
        return value.isEmpty() ? otherwise : Math.min(most, Integer.parseInt(value));
    }

    private String address(int page, int size, String token) {
        String filters = Stream.of("To", "From", "DateSent", "DateSent>", "DateSent<")
                .filter(name -> query.names().contains(name))
                .map(name -> encoded(name) + "=" + encoded(query.value(name)) + "&")
                .collect(Collectors.joining());
        return "/2010-04-01/Accounts/" + json.accountSid() + "/Messages.json?" + filters + "PageSize=" + size + "&Page="
                + page + (token.isEmpty() ? "" : "&PageToken=" + token);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
