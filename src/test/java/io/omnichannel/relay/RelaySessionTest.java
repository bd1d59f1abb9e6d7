package io.omnichannel.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.omnichannel.agent.Agent;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Humans;
import io.omnichannel.agent.Identity;
import io.omnichannel.agent.Memory;
import io.omnichannel.agent.Moment;
import io.omnichannel.agent.Mood;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Turn;
import io.omnichannel.call.BoundCall;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.LiveConversations;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.conversation.SwitchWish;
import io.omnichannel.conversation.Timeline.TurnRecord;
import io.omnichannel.conversation.Timeline.TurnTimes;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.relay.RelayFrame.Dtmf;
import io.omnichannel.relay.RelayFrame.Interrupt;
import io.omnichannel.relay.RelayFrame.Prompt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelaySessionTest {

    private static final String GREETING = "Bonjour, je suis Sara, votre assistante virtuelle.";
    private static final Duration NEVER = Duration.ZERO;
    private static final Memory MEMORY = new Memory("Wants a table.", Map.of("name", "Jeanne"));

    private final RecordedSocket socket = new RecordedSocket();
    private final RecordedTimeline timeline = new RecordedTimeline();
    private final LiveConversations live = new LiveConversations();
    private final UUID conversation = Uuid7.next();
    private final UUID callId = Uuid7.next();
    private final RecordedSwitches switches = new RecordedSwitches();
    private final RecordedHandOffs handOffs = new RecordedHandOffs();
    private final List<Long> seen = new CopyOnWriteArrayList<>();
    private Relay relay;

    @AfterEach
    void stop() throws InterruptedException {
        relay.close();
    }

    @Test
    void streamsEveryTokenAsItComesAndClosesTheTalkCycle() {
        RelaySession session =
                begin((turn, reply) -> List.of("Nous", " ouvrons", " à 9 h.").forEach(reply::say));

        session.prompt(new Prompt("Quand ouvrez-vous ?", true));

        socket.awaitFrames("text:Nous", "text: ouvrons", "text: à 9 h.", "last");
        timeline.awaitLines("agent:" + GREETING, "customer:Quand ouvrez-vous ?", "agent:Nous ouvrons à 9 h.");
    }

    @Test
    void showsTheAgentTheConversationWithoutTheQuestionItself() {
        BlockingQueue<Turn> asked = new LinkedBlockingQueue<>();
        RelaySession session = begin((turn, reply) -> {
            asked.add(turn);
            reply.say("Oui.");
        });

        session.prompt(new Prompt("Un", true));
        socket.awaitFrames("text:Oui.", "last");
        session.prompt(new Prompt("Deux", true));

        Turn first = take(asked);
        assertThat(first.history()).extracting(Line::content).containsExactly(GREETING);
        assertThat(first.memory()).isEqualTo(MEMORY);
        assertThat(first.call()).contains(callId);
        Turn second = take(asked);
        assertThat(second.text()).isEqualTo("Deux");
        assertThat(second.history()).extracting(Line::content).containsExactly(GREETING, "Un", "Oui.");
    }

    @Test
    void tellsHowFarTheConversationHasComeAndNotOnlyTheCall() {
        RelaySession session = begin((turn, reply) -> reply.say("Oui."));
        session.prompt(new Prompt("Un", true));
        socket.awaitFrames("text:Oui.", "last");

        session.closed(1000);

        // The greeting and the question; then the answer, too.
        assertThat(seen).containsExactly(302L, 303L);
    }

    @Test
    void countsATextAsAnsweredOnlyWithAnAnswerThatWasSpoken() {
        BlockingQueue<Turn> asked = new LinkedBlockingQueue<>();
        RelaySession session = begin((turn, reply) -> {
            asked.add(turn);
            if (turn.text().equals("Un")) {
                throw new IllegalStateException("The agent is away");
            }
            reply.say("Oui.");
        });
        Line text = new Line(SenderRole.CUSTOMER, Channel.SMS, "Vos heures ?");
        live.written(conversation, 7, text, true);
        // Told once more, as what came while the call was bound.
        live.written(conversation, 7, text, true);

        session.prompt(new Prompt("Un", true));
        timeline.awaitTurns(1);
        session.prompt(new Prompt("Deux", true));
        timeline.awaitTurns(2);
        session.interrupt(new Interrupt(""));
        session.prompt(new Prompt("Trois", true));
        timeline.awaitTurns(3);
        session.prompt(new Prompt("Quatre", true));
        timeline.awaitTurns(4);

        assertThat(asked)
                .extracting(Turn::unanswered)
                .containsExactly(List.of(text), List.of(text), List.of(text), List.of());
        assertThat(timeline.turns())
                .extracting(TurnRecord::answers)
                .containsExactly(List.of(), List.of(7L), List.of(7L), List.of());
        assertThat(timeline.reopened()).containsExactly(List.of(7L));
    }

    @Test
    void leavesWhatWasAnsweredInWriting() {
        BlockingQueue<Turn> asked = new LinkedBlockingQueue<>();
        RelaySession session = begin((turn, reply) -> {
            asked.add(turn);
            reply.say("Oui.");
        });
        Line later = new Line(SenderRole.CUSTOMER, Channel.SMS, "Et demain ?");
        live.written(conversation, 7, new Line(SenderRole.CUSTOMER, Channel.SMS, "Vos heures ?"), true);
        live.written(conversation, 8, later, true);

        live.answered(conversation, 7, new Line(SenderRole.AGENT, Channel.SMS, "De 9 h à 18 h."));
        session.prompt(new Prompt("Un", true));

        Turn turn = take(asked);
        assertThat(turn.unanswered()).containsExactly(later);
        assertThat(turn.history()).extracting(Line::content).endsWith("De 9 h à 18 h.");
        timeline.awaitTurns(1);
        assertThat(timeline.turns().getFirst().answers()).containsExactly(8L);
    }

    @Test
    void onlyKnowsWhatWasWrittenAndIsNotTheAgentsToAnswer() {
        BlockingQueue<Turn> asked = new LinkedBlockingQueue<>();
        RelaySession session = begin((turn, reply) -> {
            asked.add(turn);
            reply.say("Oui.");
        });
        live.written(conversation, 7, new Line(SenderRole.CUSTOMER, Channel.SMS, "AIDE"), false);

        session.prompt(new Prompt("Un", true));

        Turn turn = take(asked);
        assertThat(turn.history()).extracting(Line::content).containsExactly(GREETING, "AIDE");
        assertThat(turn.unanswered()).isEmpty();
        timeline.awaitTurns(1);
        assertThat(timeline.turns().getFirst().answers()).isEmpty();
    }

    @Test
    void keepsWhenWhatHappenedInATurn() {
        RelaySession session = begin((turn, reply) -> {
            if (turn.text().equals("Un")) {
                reply.reached(Moment.MODEL_ASKED);
                reply.reached(Moment.MODEL_ANSWERED);
            }
            reply.say("Oui");
            reply.say(", Madame.");
        });
        session.prompt(new Prompt("Un", true));
        socket.awaitFrames("text:Oui", "text:, Madame.", "last");
        session.prompt(new Prompt("Deux", true));

        await().untilAsserted(() -> assertThat(timeline.turns()).hasSize(2));
        TurnTimes modelled = timeline.turns().getFirst().times();
        assertThat(List.of(
                        modelled.modelAsked(), modelled.modelAnswered(), modelled.firstFrame(), modelled.lastFrame()))
                .isSorted();
        assertThat(modelled.receivedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(timeline.turns().getFirst().characters()).isEqualTo("Oui, Madame.".length());
        assertThat(timeline.turns().getLast().times())
                .extracting(TurnTimes::modelAsked, TurnTimes::modelAnswered)
                .containsOnlyNulls();
    }

    @Test
    void tellsTheAgentFromTheNextTurnOnThatTheCallerIsGettingUpset() {
        BlockingQueue<Turn> asked = new LinkedBlockingQueue<>();
        RelaySession session = begin((turn, reply) -> {
            asked.add(turn);
            reply.say("Oui.");
        });
        session.prompt(new Prompt("Un", true));
        assertThat(take(asked).mood()).isEqualTo(Mood.EVEN);
        socket.awaitCount("last", 1);

        live.strained(conversation, true);
        session.prompt(new Prompt("Deux", true));
        assertThat(take(asked).mood()).isEqualTo(Mood.STRAINED);
        socket.awaitCount("last", 2);

        live.strained(conversation, false);
        session.prompt(new Prompt("Trois", true));
        assertThat(take(asked).mood()).isEqualTo(Mood.EVEN);
    }

    @Test
    void tellsTheAgentInTheNextTurnWhatHasBecomeKnown() {
        BlockingQueue<Turn> asked = new LinkedBlockingQueue<>();
        RelaySession session = begin((turn, reply) -> {
            asked.add(turn);
            reply.say("Oui.");
        });
        session.prompt(new Prompt("Un", true));
        assertThat(take(asked).memory()).isEqualTo(MEMORY);
        socket.awaitCount("last", 1);

        live.remembered(conversation, "wish", "une table");
        live.summarised(conversation, "Plus récent.");
        session.prompt(new Prompt("Deux", true));

        Memory known = take(asked).memory();
        assertThat(known.summary()).isEqualTo("Plus récent.");
        assertThat(known.facts()).containsEntry("wish", "une table").containsAllEntriesOf(MEMORY.facts());
    }

    @Test
    void sendsNothingOfAnAnswerAfterItsInterrupt() {
        CountDownLatch cancelled = new CountDownLatch(1);
        RelaySession session = begin((turn, reply) -> {
            reply.say("Life is");
            reply.say(" a complex set of");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                cancelled.countDown();
                reply.say(" things");
                throw stopped;
            }
        });
        session.prompt(new Prompt("Tell me", true));
        socket.awaitFrames("text:Life is", "text: a complex set of");

        assertThat(socket.forgotten()).isZero();

        session.interrupt(new Interrupt("Life is a"));

        assertThat(socket.forgotten()).isOne();

        assertThat(opened(cancelled)).isTrue();
        timeline.awaitLines("agent:" + GREETING, "customer:Tell me", "agent:Life is a");
        assertThat(timeline.unheard()).containsExactly(" complex set of");
        assertThat(socket.frames()).containsExactly("text:Life is", "text: a complex set of");
        assertThat(timeline.outcomes()).containsExactly("interrupted");
    }

    @Test
    void cutsAFinishedAnswerToWhatWasHeardAndTellsTheAgentSo() {
        BlockingQueue<Turn> asked = new LinkedBlockingQueue<>();
        RelaySession session = begin((turn, reply) -> {
            asked.add(turn);
            reply.say("Un deux trois quatre.");
        });
        session.prompt(new Prompt("Comptez", true));
        socket.awaitFrames("text:Un deux trois quatre.", "last");

        session.interrupt(new Interrupt("Un deux"));
        session.prompt(new Prompt("Stop", true));

        take(asked);
        assertThat(take(asked).history()).extracting(Line::content).containsExactly(GREETING, "Comptez", "Un deux");
        timeline.awaitLines(
                "agent:" + GREETING,
                "customer:Comptez",
                "agent:Un deux",
                "customer:Stop",
                "agent:Un deux trois quatre.");
    }

    @Test
    void cutsTheGreetingToWhatWasHeard() {
        RelaySession session = begin((turn, reply) -> reply.say("Oui."));

        session.interrupt(new Interrupt("Bonjour, je suis"));

        timeline.awaitLines("agent:Bonjour, je suis");
    }

    @Test
    void joinsPromptsThatComeBeforeTheFirstWordOfTheAnswer() {
        BlockingQueue<Turn> asked = new LinkedBlockingQueue<>();
        CountDownLatch speak = new CountDownLatch(1);
        RelaySession session = begin((turn, reply) -> {
            asked.add(turn);
            speak.await();
            reply.say("D'accord.");
        });

        session.prompt(new Prompt("Je voudrais", true));
        take(asked);
        session.prompt(new Prompt("un rendez-vous", true));
        speak.countDown();

        assertThat(take(asked).text()).isEqualTo("Je voudrais un rendez-vous");
        socket.awaitFrames("text:D'accord.", "last");
        timeline.awaitLines("agent:" + GREETING, "customer:Je voudrais", "customer:un rendez-vous", "agent:D'accord.");
    }

    @Test
    void ignoresPartialAndEmptyPrompts() {
        BlockingQueue<Turn> asked = new LinkedBlockingQueue<>();
        RelaySession session = begin((turn, reply) -> asked.add(turn));

        session.prompt(new Prompt("Je", false));
        session.prompt(new Prompt("  ", true));
        session.prompt(new Prompt("Je voudrais", true));

        assertThat(take(asked).text()).isEqualTo("Je voudrais");
        assertThat(asked).isEmpty();
    }

    @Test
    void saysTheFallbackWhenTheAgentFailsOrSaysNothing() {
        RelaySession session = begin((turn, reply) -> {
            if (turn.text().equals("boum")) {
                throw new IllegalStateException("model away");
            }
        });

        session.prompt(new Prompt("boum", true));
        socket.awaitFrames("text:Je n'ai pas bien compris, pouvez-vous reformuler ?", "last");
        session.prompt(new Prompt("rien", true));
        socket.awaitFrames(
                "text:Je n'ai pas bien compris, pouvez-vous reformuler ?",
                "last",
                "text:Je n'ai pas bien compris, pouvez-vous reformuler ?",
                "last");
        await().untilAsserted(() -> assertThat(timeline.outcomes()).containsExactly("failed", "spoken"));
    }

    @Test
    void handsOverToAHumanAfterTheTransferMessage() {
        RelaySession session =
                begin(withTransferNumber("+33140000000"), settings(NEVER), handOff("Bien sûr.", "facture"), List.of());

        session.prompt(new Prompt("Un humain", true));

        socket.awaitFrames(
                "text:Bien sûr.",
                "text: Je vous transfère vers un conseiller.",
                "last",
                "end:{\"reasonCode\":\"live-agent-handoff\",\"reason\":\"facture\"}");
    }

    @Test
    void endsOnceAllThatWasSaidIsOnDisk() {
        List<String> atTheEnd = new CopyOnWriteArrayList<>();
        socket.onEnd(() -> atTheEnd.addAll(timeline.lines()));
        timeline.hold();
        RelaySession session =
                begin(withTransferNumber("+33140000000"), settings(NEVER), handOff("Bien sûr.", "facture"), List.of());
        session.prompt(new Prompt("Un humain", true));
        socket.awaitFrames("text:Bien sûr.", "text: Je vous transfère vers un conseiller.", "last");

        timeline.letGo();

        await().untilAsserted(() -> assertThat(atTheEnd)
                .containsExactly(
                        "agent:" + GREETING,
                        "customer:Un humain",
                        "agent:Bien sûr. Je vous transfère vers un conseiller."));
    }

    @Test
    void endsThoughTheDatabaseTakesItsTime() {
        timeline.hold();
        RelaySession session =
                begin(withTransferNumber("+33140000000"), settings(NEVER), handOff("Bien sûr.", "facture"), List.of());

        session.prompt(new Prompt("Un humain", true));

        socket.awaitCount("end:{\"reasonCode\":\"live-agent-handoff\",\"reason\":\"facture\"}", 1);
        assertThat(timeline.lines()).isEmpty();
        timeline.letGo();
        timeline.awaitTurns(1);
        assertThat(socket.frames().stream().filter(frame -> frame.startsWith("end")))
                .hasSize(1);
    }

    @Test
    void saysNothingOfAHumanWhomTheCustomerKnowsOfAlready() {
        handOffs.alreadyTold();
        RelaySession session =
                begin(withTransferNumber("+33140000000"), settings(NEVER), handOff("Bien sûr.", "facture"), List.of());

        session.prompt(new Prompt("Un humain", true));

        socket.awaitFrames(
                "text:Bien sûr.", "last", "end:{\"reasonCode\":\"live-agent-handoff\",\"reason\":\"facture\"}");
        assertThat(handOffs.reasons()).containsExactly("facture");
    }

    @Test
    void tellsOfTheHumanWhomADroppedAnswerWasGoingToTellOf() {
        RelaySession session =
                begin(withTransferNumber("+33140000000"), settings(NEVER), handOff("Bien sûr.", "facture"), List.of());
        handOffs.onAnnouncing(() -> {
            handOffs.onAnnouncing(() -> {});
            session.prompt(new Prompt("Vite", true));
        });

        session.prompt(new Prompt("Un humain", true));

        socket.awaitFrames(
                "text:Bien sûr.",
                "last",
                "text:Bien sûr.",
                "text: Je vous transfère vers un conseiller.",
                "last",
                "end:{\"reasonCode\":\"live-agent-handoff\",\"reason\":\"facture\"}");
    }

    @Test
    void staysWhenThereIsNobodyToHandOverTo() {
        RelaySession session = begin(handOff("C'est noté.", "facture"));

        session.prompt(new Prompt("Un humain", true));

        socket.awaitFrames("text:C'est noté.", "last");
        session.prompt(new Prompt("Encore", true));
        socket.awaitFrames("text:C'est noté.", "last", "text:C'est noté.", "last");
    }

    @Test
    void handsACallerOverWhoCoughsAndNotOneWhoTalksOn() {
        String end = "end:{\"reasonCode\":\"live-agent-handoff\",\"reason\":\"facture\"}";
        RelaySession session =
                begin(withTransferNumber("+33140000000"), speaking(1), handOff("Bien sûr.", "facture"), List.of());
        session.prompt(new Prompt("Un humain", true));
        socket.awaitCount("last", 1);

        session.interrupt(new Interrupt("Bien sûr. Je vous"));
        session.prompt(new Prompt("Attendez, j'ai retrouvé", true));
        socket.awaitCount("last", 2);
        session.interrupt(new Interrupt("Bien"));

        socket.awaitCount(end, 1);
        assertThat(socket.frames()).last().isEqualTo(end);
    }

    @Test
    void endsToTheHumanWhoTookTheConversationOver() {
        CountDownLatch never = new CountDownLatch(1);
        RelaySession session = begin((turn, reply) -> {
            reply.say("Je");
            never.await();
        });
        timeline.takeOver();

        session.prompt(new Prompt("Vous êtes là ?", true));

        socket.awaitCount("close:1008", 1);
        session.prompt(new Prompt("Allô ?", true));
        live.say(conversation, "Merci, le code est bon.");
        session.closed(1008);
        await().untilAsserted(() -> assertThat(timeline.outcomes()).containsExactly("abandoned"));
        assertThat(socket.frames()).doesNotContain("last").last().isEqualTo("close:1008");
    }

    @Test
    void letsTheCallerStopAnEndByInterrupting() {
        RelaySession session = begin(
                withTransferNumber(null),
                speaking(1),
                (turn, reply) -> {
                    reply.say(turn.text().equals("Merci") ? "Au revoir et à bientôt." : "Oui ?");
                    reply.then(turn.text().equals("Merci") ? new Next.HangUp() : new Next.Listen());
                },
                List.of());
        session.prompt(new Prompt("Merci", true));
        socket.awaitFrames("text:Au revoir et à bientôt.", "last");

        session.interrupt(new Interrupt("Au revoir"));
        session.prompt(new Prompt("Attendez", true));

        socket.awaitFrames("text:Au revoir et à bientôt.", "last", "text:Oui ?", "last");
    }

    @Test
    void showsTheAgentItsOwnHalfSaidAnswerWhenTheCallerTalksOn() {
        BlockingQueue<Turn> asked = new LinkedBlockingQueue<>();
        RelaySession session = begin((turn, reply) -> {
            asked.add(turn);
            reply.say(turn.text().equals("Un") ? "Je commence" : "Oui.");
            if (turn.text().equals("Un")) {
                new CountDownLatch(1).await();
            }
        });
        session.prompt(new Prompt("Un", true));
        socket.awaitFrames("text:Je commence");

        session.prompt(new Prompt("Deux", true));

        socket.awaitFrames("text:Je commence", "last", "text:Oui.", "last");
        take(asked);
        assertThat(take(asked).history()).extracting(Line::content).containsExactly(GREETING, "Un", "Je commence");
    }

    @Test
    void guessesWhatWasHeardWhenTheLineBreaks() {
        RelaySession session = begin(
                withTransferNumber(null),
                speaking(1),
                (turn, reply) -> reply.say("Un deux trois quatre cinq six sept huit neuf dix."),
                List.of());
        session.prompt(new Prompt("Comptez", true));
        socket.awaitFrames("text:Un deux trois quatre cinq six sept huit neuf dix.", "last");

        session.closed(1006);

        timeline.awaitLines("agent:" + GREETING, "customer:Comptez", "agent:");
    }

    @Test
    void keepsAnsweringWhenAnAgentBreaks() {
        RelaySession session = begin((turn, reply) -> {
            if (turn.text().equals("boum")) {
                throw new StackOverflowError();
            }
            reply.say("Oui.");
        });

        session.prompt(new Prompt("boum", true));
        socket.awaitFrames("text:Je n'ai pas bien compris, pouvez-vous reformuler ?", "last");
        session.prompt(new Prompt("Encore", true));

        socket.awaitFrames("text:Je n'ai pas bien compris, pouvez-vous reformuler ?", "last", "text:Oui.", "last");
    }

    @Test
    void asksTwiceWhetherTheCallerIsThereAndThenSaysGoodbye() {
        begin(withTransferNumber(null), settings(Duration.ofMillis(20)), (turn, reply) -> {}, List.of());

        socket.awaitCount("end", 1);
        assertThat(socket.frames()).hasSize(7).endsWith("last", "end");
        assertThat(timeline.lines())
                .hasSize(4)
                .filteredOn(line -> line.startsWith("system:"))
                .hasSize(3);
        await().untilAsserted(() -> assertThat(timeline.nudges()).isEqualTo(2));
    }

    @Test
    void endsACallThatHasLastedLongEnough() {
        AgentSettings brief = Settings.withMaxDuration(AgentDefaults.settings(), 1);
        begin(brief, settings(NEVER), (turn, reply) -> {}, List.of());

        socket.awaitCount("end", 1);
        assertThat(socket.frames()).hasSize(3).endsWith("last", "end");
    }

    @Test
    void takesKeysUpToTheHashAsOneTurn() {
        BlockingQueue<Turn> asked = new LinkedBlockingQueue<>();
        RelaySession session = begin((turn, reply) -> asked.add(turn));

        List.of("4", "2", "#").forEach(digit -> session.dtmf(new Dtmf(digit)));

        assertThat(take(asked).text()).isEqualTo("42");
    }

    @Test
    void answersTheQuestionThatALostLineLeftOpen() {
        BlockingQueue<Turn> asked = new LinkedBlockingQueue<>();
        List<Line> history = List.of(
                new Line(SenderRole.AGENT, Channel.VOICE, "Bonjour."),
                new Line(SenderRole.CUSTOMER, Channel.VOICE, "Où est mon colis ?"));
        begin(
                AgentDefaults.settings(),
                settings(NEVER),
                (turn, reply) -> {
                    asked.add(turn);
                    reply.say("Il arrive.");
                },
                history);

        Turn turn = take(asked);
        assertThat(turn.text()).isEqualTo("Où est mon colis ?");
        assertThat(turn.history()).extracting(Line::content).containsExactly("Bonjour.");
        socket.awaitFrames("text:Il arrive.", "last");
    }

    @Test
    void keepsWhatWasSentOfAnAnswerWhenTheSocketCloses() {
        RelaySession session = begin((turn, reply) -> {
            reply.say("Je commence");
            new CountDownLatch(1).await();
        });
        session.prompt(new Prompt("Allez", true));
        socket.awaitFrames("text:Je commence");

        session.closed(1006);

        timeline.awaitLines("agent:" + GREETING, "customer:Allez", "agent:Je commence");
        await().untilAsserted(() -> assertThat(timeline.outcomes()).containsExactly("abandoned"));
    }

    @Test
    void bringsForwardThatTheCallerWishesToGoOnElsewhere() {
        RelaySession session = begin((turn, reply) -> {
            reply.say("Par SMS, donc.");
            reply.then(new Next.SwitchTo(Channel.SMS));
        });
        session.prompt(new Prompt("Envoyez-moi ça par SMS", true));

        await().untilAsserted(
                        () -> assertThat(switches.wishes()).singleElement().satisfies(wish -> {
                            assertThat(wish.to()).containsExactly(Channel.SMS);
                            assertThat(wish.by()).isEqualTo(SwitchWish.By.CUSTOMER);
                        }));
        timeline.awaitLines("agent:" + GREETING, "customer:Envoyez-moi ça par SMS", "agent:Par SMS, donc.");
    }

    @Test
    void tellsTheCallerWhatBecameOfTheirWish() {
        switches.say("Je n'ai pas votre adresse.");
        RelaySession session = begin((turn, reply) -> {
            reply.say("Par mail, donc.");
            reply.then(new Next.SwitchTo(Channel.EMAIL, "long text"));
        });
        session.prompt(new Prompt("Un mail, s'il vous plaît", true));

        timeline.awaitLines(
                "agent:" + GREETING,
                "customer:Un mail, s'il vous plaît",
                "agent:Par mail, donc.",
                "system:Je n'ai pas votre adresse.");
        assertThat(switches.wishes().getFirst().by()).isEqualTo(SwitchWish.By.AGENT);
    }

    @Test
    void saysAllThatWasToBeSaidDuringAnAnswerBehindIt() {
        CountDownLatch goOn = new CountDownLatch(1);
        RelaySession session = begin((turn, reply) -> {
            reply.say("Un instant.");
            assertThat(opened(goOn)).isTrue();
        });
        session.prompt(new Prompt("Quatre, un, sept, deux", true));
        socket.awaitFrames("text:Un instant.");

        live.say(conversation, "Votre code, s'il vous plaît.");
        live.say(conversation, "Merci, le code est bon.");
        goOn.countDown();

        timeline.awaitLines(
                "agent:" + GREETING,
                "customer:Quatre, un, sept, deux",
                "agent:Un instant.",
                "system:Votre code, s'il vous plaît.",
                "system:Merci, le code est bon.");
    }

    private RelaySession begin(Agent agent) {
        return begin(withTransferNumber(null), settings(NEVER), agent, List.of());
    }

    private RelaySession begin(AgentSettings tenant, RelaySettings settings, Agent agent, List<Line> history) {
        relay = new Relay(
                settings,
                agent,
                null,
                timeline,
                live,
                (whose, lines) -> seen.add(lines),
                switches,
                handOffs,
                Humans.atTheirNumber(),
                new RelayMetrics(new SimpleMeterRegistry()),
                new ObjectMapper());
        BoundCall call = new BoundCall(
                new Identity("demo", conversation, Uuid7.next()),
                callId,
                tenant,
                history.isEmpty() ? 0 : 1,
                "",
                0,
                history,
                300,
                List.of(),
                Mood.EVEN,
                MEMORY);
        RelaySession session = new RelaySession(socket, call, relay);
        session.begin();
        return session;
    }

    /** A voice that says so many characters a second. */
    private static RelaySettings speaking(int speechRate) {
        return new RelaySettings(Duration.ofSeconds(5), NEVER, 2, Duration.ofSeconds(2), speechRate, 10);
    }

    private static RelaySettings settings(Duration nudgeAfter) {
        return new RelaySettings(Duration.ofSeconds(5), nudgeAfter, 2, Duration.ofSeconds(2), 1_000_000, 10);
    }

    private static AgentSettings withTransferNumber(String number) {
        return Settings.withTransferNumber(AgentDefaults.settings(), number);
    }

    private static Agent handOff(String words, String reason) {
        return (turn, reply) -> {
            reply.say(words);
            reply.then(new Next.HandOff(reason));
        };
    }

    private static boolean opened(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static Turn take(BlockingQueue<Turn> asked) {
        try {
            Turn turn = asked.poll(5, TimeUnit.SECONDS);
            assertThat(turn).as("the agent was asked").isNotNull();
            return turn;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
