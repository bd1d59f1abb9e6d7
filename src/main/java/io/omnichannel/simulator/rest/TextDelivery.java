package io.omnichannel.simulator.rest;

import io.omnichannel.simulator.TwilioRuleBroken;
import io.omnichannel.simulator.WebhookAnswer;
import io.omnichannel.simulator.Webhooks;
import io.omnichannel.simulator.twiml.TwimlElement;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

/**
 * How often and in which order texts are handed to the server's webhooks.
 *
 * @param most how often a text is delivered at most; each 1 to so many times
 * @param atOnce how many deliveries go on at the same time
 * @param shuffled whether all deliveries of all texts come in any order
 * @param seed of what is left to chance
 */
public record TextDelivery(int most, int atOnce, boolean shuffled, long seed) {

    /** Each once, one after the other. */
    public static TextDelivery once() {
        return new TextDelivery(1, 1, false, 1);
    }

    /** Each 1 to so many times, all at once and in any order. */
    public static TextDelivery stormy(int most, int atOnce, long seed) {
        return new TextDelivery(most, atOnce, true, seed);
    }

    interface Door {
        int deliver(SimulatedText text);
    }

    List<DeliveredText> deliver(List<SimulatedText> texts, Door door) {
        List<SimulatedText> deliveries = planned(texts);
        Map<String, List<Integer>> answers = new ConcurrentHashMap<>();
        Semaphore room = new Semaphore(atOnce);
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (SimulatedText text : deliveries) {
                room.acquireUninterruptibly();
                running.add(threads.submit(() -> {
                    try {
                        int status = door.deliver(text);
                        answers.computeIfAbsent(text.sid(), sid -> Collections.synchronizedList(new ArrayList<>()))
                                .add(status);
                    } finally {
                        room.release();
                    }
                }));
            }
        }
        running.forEach(TextDelivery::throwWhatFailed);
        return texts.stream()
                .map(text -> new DeliveredText(text, answers.getOrDefault(text.sid(), List.of())))
                .toList();
    }

    private static void throwWhatFailed(Future<?> delivered) {
        if (delivered.state() == Future.State.FAILED) {
            throw new IllegalStateException("A delivery broke off", delivered.exceptionNow());
        }
    }

    private List<SimulatedText> planned(List<SimulatedText> texts) {
        Random random = new Random(seed);
        List<SimulatedText> deliveries = new ArrayList<>();
        for (SimulatedText text : texts) {
            deliveries.addAll(Collections.nCopies(1 + random.nextInt(most), text));
        }
        if (shuffled) {
            Collections.shuffle(deliveries, random);
        }
        return deliveries;
    }

    /** As Twilio judges the answer to an incoming message: TwiML or nothing at all. @return what is wrong, empty if nothing */
    static String fault(WebhookAnswer answer) {
        if (answer.status() / 100 != 2) {
            return "An incoming message is answered with 2xx, not " + answer.status() + " (11200)";
        }
        if (answer.body().length == 0) {
            return "";
        }
        if (!answer.contentType().matches("(?i)(text|application)/xml\\b.*")) {
            return "TwiML comes as text/xml, not as " + answer.contentType() + " (12300)";
        }
        try {
            TwimlElement root = TwimlElement.parse(answer.body());
            return root.name().equals("Response") && root.children().isEmpty() && !root.hasText()
                    ? ""
                    : "The answer goes out through the REST API; TwiML beside it would send a second one";
        } catch (TwilioRuleBroken malformed) {
            return malformed.getMessage();
        }
    }

    /**
     * Posts as often as the URL asks for.
     *
     * @param told every answer on the way, 0 where there was none
     * @return the last answer; status 0 when nobody answered
     */
    static WebhookAnswer post(Webhooks webhooks, String url, Map<String, String> form, IntConsumer told) {
        ConnectionOverrides overrides = ConnectionOverrides.of(url);
        long end = System.nanoTime() + overrides.total().toNanos();
        for (int left = overrides.retries(); ; left--) {
            WebhookAnswer answer;
            boolean again;
            try {
                answer = webhooks.post(url, form, overrides.read());
                again = overrides.comeAgainAfter(answer.status());
            } catch (UncheckedIOException failed) {
                answer = unanswered(url);
                again = overrides.comeAgainAfter(failed.getCause());
            }
            told.accept(answer.status());
            if (!again || left == 0 || System.nanoTime() - end >= 0) {
                return answer;
            }
        }
    }

    static WebhookAnswer post(Webhooks webhooks, String url, Map<String, String> form) {
        return post(webhooks, url, form, answered -> {});
    }

    private static WebhookAnswer unanswered(String url) {
        return new WebhookAnswer(java.net.URI.create(url), 0, "", new byte[0]);
    }
}
