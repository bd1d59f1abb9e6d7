package io.omnichannel;

import io.omnichannel.simulator.TwilioRuleBroken;
import io.omnichannel.simulator.call.CallListener;
import io.omnichannel.simulator.call.Step;
import io.omnichannel.simulator.rest.TwilioRest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

/** What Twilio's and SendGrid's doubles have against the server: in calls, in messages, in mails. */
final class Complaints {

    /** Where complaints are kept, and those that have been looked at. */
    private static final class Source {

        private final Supplier<List<String>> kept;
        private List<String> seen = List.of();

        Source(Supplier<List<String>> kept) {
            this.kept = kept;
        }

        List<String> news() {
            List<String> all = List.copyOf(kept.get());
            boolean goesOn =
                    all.size() >= seen.size() && all.subList(0, seen.size()).equals(seen);
            List<String> news = goesOn ? all.subList(seen.size(), all.size()) : all;
            seen = all;
            return news;
        }
    }

    private final List<String> expected = new CopyOnWriteArrayList<>();
    private final List<String> inCalls = new CopyOnWriteArrayList<>();
    private final List<Source> sources;

    /** @param kept what each double has complained of so far */
    Complaints(List<Supplier<List<String>>> kept) {
        this.sources = Stream.concat(Stream.of(this::inCalls), kept.stream())
                .map(Source::new)
                .toList();
    }

    private List<String> inCalls() {
        return inCalls;
    }

    static Complaints of(ObjectProvider<TwilioRest> twilio) {
        return new Complaints(List.of(
                () -> twilio.stream()
                        .flatMap(rest -> rest.ledger().violations().stream())
                        .toList(),
                () -> twilio.stream()
                        .flatMap(rest -> rest.mail().ledger().violations().stream())
                        .toList()));
    }

    /** To be put to every call of a test's. */
    CallListener ofCalls() {
        return new CallListener() {
            @Override
            public void happened(Step step) {
                if (step instanceof Step.Violation violation) {
                    inCalls.add(violation.rule());
                }
            }

            @Override
            public void endedBy(TwilioRuleBroken rule) {
                inCalls.add(rule.getMessage());
            }
        };
    }

    void expect(String rule) {
        expected.add(rule);
    }

    /** What came since it was asked last and was not expected, and what was expected and did not come. */
    List<String> unexpected() {
        List<String> news =
                sources.stream().flatMap(source -> source.news().stream()).toList();
        List<String> wrong = new ArrayList<>();
        news.stream()
                .filter(complaint -> expected.stream().noneMatch(complaint::contains))
                .forEach(wrong::add);
        expected.stream()
                .filter(rule -> news.stream().noneMatch(complaint -> complaint.contains(rule)))
                .forEach(rule -> wrong.add("Nobody complained: " + rule));
        expected.clear();
        return wrong;
    }
}
