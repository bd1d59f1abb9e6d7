package io.omnichannel.histories;

import io.omnichannel.simulator.call.DialOutcome;
import io.omnichannel.simulator.rest.RestCalls.Ringing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What happens to one customer, in order. A pure function of the seed and the number.
 *
 * @param moments one after the other; the steps of one moment at the same time
 * @param ringing what becomes of our calls to the customer
 * @param unreachable whether texts never arrive there
 */
record History(long seed, int number, List<List<Step>> moments, Ringing ringing, boolean unreachable) {

    private static final Pattern OWN = Pattern.compile("67(\\d{7})");
    private static final String[] QUESTIONS = {
        "Êtes-vous ouverts demain ?", "Qui êtes-vous ?", "Merci beaucoup.", "Où en est ma commande ?"
    };
    private static final String[] SAID = {
        "Êtes-vous ouverts demain ?",
        "Envoyez-moi ça par SMS.",
        "Qui êtes-vous ?",
        "Rappelez-moi, s'il vous plaît.",
        "Je voudrais parler à un humain."
    };

    /**
     * One thing that happens.
     *
     * @param token what it is known by in the timeline
     * @param copies how often each webhook of it comes, at the same time
     * @param chance for what is left to it
     */
    record Step(Act act, String token, String words, int copies, int chance) {

        /** As the customer writes it. */
        String text() {
            return words + " (" + token + ")";
        }

        @Override
        public String toString() {
            return act + (copies > 1 ? "×" + copies : "") + (words.isEmpty() ? "" : " \"" + text() + "\"");
        }
    }

    static History of(long seed, int number) {
        return of(seed, number, number);
    }

    /** What happens to one customer as it does to another. @param like the other's number */
    static History of(long seed, int number, int like) {
        Random random = new Random(seed * 1_000_003 + like);
        boolean two = random.nextInt(10) < 4;
        List<Act> possible =
                Arrays.stream(Act.values()).filter(act -> two || !act.ofTwo()).toList();
        int steps = 5 + random.nextInt(11);
        List<List<Step>> moments = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            Act act = step == 0 ? Act.values()[random.nextInt(two ? 4 : 3)] : draw(possible, random);
            Step next = step(number, step, act, random);
            if (step > 1 && random.nextInt(4) == 0) {
                moments.getLast().add(next);
            } else {
                moments.add(new ArrayList<>(List.of(next)));
            }
        }
        Ringing[] ringing = Ringing.values();
        Ringing rings = random.nextBoolean() ? Ringing.ANSWERED : ringing[random.nextInt(ringing.length)];
        return new History(seed, number, moments, rings, random.nextInt(12) == 0);
    }

    private static Act draw(List<Act> possible, Random random) {
        int left = random.nextInt(possible.stream().mapToInt(act -> act.weight).sum());
        for (Act act : possible) {
            left -= act.weight;
            if (left < 0) {
                return act;
            }
        }
        throw new IllegalStateException("The weights do not add up");
    }

    private static Step step(int number, int step, Act act, Random random) {
        String words =
                switch (act) {
                    case SMS, WHATSAPP, MAIL, SCOPED, BOTH -> QUESTIONS[random.nextInt(QUESTIONS.length)];
                    case WISH_SMS -> "Envoyez-moi ça par SMS.";
                    case WISH_WHATSAPP -> "Envoyez-moi ça par WhatsApp.";
                    case WISH_MAIL -> "Envoyez-moi ça par mail.";
                    case WISH_CALL -> "Rappelez-moi, s'il vous plaît.";
                    case AGENTS_IDEA -> TellingAgent.CHOOSE;
                    case ASK_HUMAN -> "Je voudrais parler à un humain.";
                    case CALL -> SAID[random.nextInt(SAID.length)];
                    case WRITE, WRITE_WHATSAPP -> "Ici un humain.";
                    default -> "";
                };
        int copies = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
        return new Step(act, "h" + number + "s" + step + "e", words, copies, random.nextInt(1 << 20));
    }

    List<Step> steps() {
        return moments.stream().flatMap(List::stream).toList();
    }

    boolean has(Act... acts) {
        return steps().stream().anyMatch(step -> List.of(acts).contains(step.act()));
    }

    String phone() {
        return "+3367%07d".formatted(number);
    }

    String scopedId() {
        return "FR.67%07d".formatted(number);
    }

    String mail() {
        return "h67%07d@client.example".formatted(number);
    }

    /** Whose an address is. */
    static int number(String address) {
        Matcher own = OWN.matcher(address);
        if (!own.find()) {
            throw new IllegalArgumentException(address + " is no history's");
        }
        return Integer.parseInt(own.group(1));
    }

    /** How every number that is dialled for this step answers. */
    static DialOutcome dialled(Step step) {
        return DialOutcome.values()[step.chance() % DialOutcome.values().length];
    }

    @Override
    public String toString() {
        return moments.stream()
                .map(moment -> moment.stream().map(Step::toString).collect(Collectors.joining(" ∥ ")))
                .collect(Collectors.joining("\n  ", "  ", ""));
    }
}
