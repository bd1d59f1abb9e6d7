package io.omnichannel.agent;

import io.omnichannel.agent.Next.HandOff;
import io.omnichannel.agent.Next.HangUp;
import io.omnichannel.agent.Next.SwitchTo;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Line;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The answers of the agent without a model to one turn. It says what it knows for certain, and says so when it does not. */
final class Script {

    /** So many answers of ours pass before an upset customer is offered a human again. */
    private static final int SOOTHED_WITHIN = 5;

    /** What somebody writes for its own sake; a thanks or a number in a text needs no spoken answer. */
    private static final Set<Intent> ASKED_IN_WRITING = EnumSet.of(
            Intent.HUMAN,
            Intent.WHAT_DID_I_SAY,
            Intent.CALL_BACK,
            Intent.SMS,
            Intent.WHATSAPP,
            Intent.EMAIL,
            Intent.OPENING_HOURS,
            Intent.WHO_ARE_YOU,
            Intent.ABILITIES);

    private final Turn turn;
    private final AgentSettings settings;
    private final History history;
    private final Phrases phrases;
    private final ZonedDateTime now;
    private final boolean human;

    /** @param human whether there is somebody to hand over to */
    Script(Turn turn, Instant now, boolean human) {
        this.human = human;
        this.turn = turn;
        this.settings = turn.settings();
        this.history = new History(turn);
        this.phrases = Phrases.in(turn.language());
        this.now = now.atZone(settings.timeZone());
    }

    /** Whether there is more to say than that we did not understand. */
    boolean knows() {
        return IntentReader.read(turn.text(), phrases.language()) != Intent.UNKNOWN
                || writtenQuestion().isPresent();
    }

    /** Whether something is asked for its own sake that has one certain answer, a human or the opening hours for example. */
    boolean isPlainlyAsked() {
        return ASKED_IN_WRITING.contains(IntentReader.read(turn.text(), phrases.language()));
    }

    Answer answer() {
        Intent intent = IntentReader.read(turn.text(), phrases.language());
        Answer answer = withWritten(intent);
        return turn.mood() == Mood.STRAINED ? soothing(intent, answer) : answer;
    }

    /** What the customer wrote during the call is answered first: the last words are those that the caller reacts to. */
    private Answer withWritten(Intent spoken) {
        Optional<String> question = writtenQuestion();
        if (question.isEmpty() || spoken == IntentReader.read(question.get(), phrases.language())) {
            return answer(spoken);
        }
        Answer written = new Script(turn.asking(question.get()), now.toInstant(), human).answer();
        String lead = phrases.text(Phrase.ABOUT_YOUR_MESSAGE);
        if (spoken == Intent.UNKNOWN) {
            return Answer.of(lead, written.text()).then(written.next());
        }
        Answer said = answer(spoken);
        return Answer.of(lead, written.text(), said.text())
                .then(said.next() instanceof Next.Listen ? written.next() : said.next());
    }

    /** The newest of them that is a question. */
    private Optional<String> writtenQuestion() {
        return turn.unanswered().reversed().stream()
                .map(Line::content)
                .filter(text -> ASKED_IN_WRITING.contains(IntentReader.read(text, phrases.language())))
                .findFirst();
    }

    /** Says sorry and offers a human, unless that was offered lately or the customer is being taken elsewhere anyway. */
    private Answer soothing(Intent intent, Answer answer) {
        Phrase offer = human ? Phrase.SORRY_OFFER_HUMAN : Phrase.SORRY_OFFER_NOTE;
        boolean inTheWay = isOfferOfAHuman() || intent == Intent.HUMAN || !(answer.next() instanceof Next.Listen);
        if (inTheWay || history.saidLately(phrases.text(offer), SOOTHED_WITHIN)) {
            return answer;
        }
        return intent == Intent.UNKNOWN ? say(offer) : Answer.of(answer.text(), phrases.text(offer));
    }

    private Answer answer(Intent intent) {
        return switch (intent) {
            case HUMAN ->
                human(Phrases.in(settings.locale()).text(Phrase.REASON_ASKED, "words", Recall.quoted(turn.text())));
            case CALL_BACK -> switchTo(Channel.VOICE);
            case SMS -> switchTo(Channel.SMS);
            case WHATSAPP -> switchTo(Channel.WHATSAPP);
            case EMAIL -> switchTo(Channel.EMAIL);
            case OPENING_HOURS ->
                Answer.of(new HoursSpeaker(phrases).answer(OpeningHours.of(settings), now, turn.text()));
            case WHO_ARE_YOU -> say(Phrase.WHO_AM_I);
            case ABILITIES -> abilities();
            case WHAT_DID_I_SAY -> Answer.of(new Recall(history, phrases).whatTheCustomerSaid());
            case REPEAT -> Answer.of(new Recall(history, phrases).whatTheAgentSaid());
            case GOODBYE -> goodbye();
            case ARE_YOU_THERE -> say(Phrase.HERE);
            case HOLD_ON -> say(Phrase.TAKE_YOUR_TIME);
            case DIGITS -> digits();
            case YES, NO -> reaction(intent);
            case THANKS -> say(Phrase.YOU_ARE_WELCOME, Phrase.ANYTHING_ELSE);
            case GREETING -> say(Phrase.HELLO);
            case UNKNOWN -> reactionOrMisunderstanding();
        };
    }

    private Answer human(String reason) {
        return human ? say(Phrase.HAND_OFF_LEAD).then(new HandOff(reason)) : say(Phrase.NOBODY_REACHABLE);
    }

    /** A call back is asked for in a call, too; any other channel that is asked for where we are is no switch. */
    private Answer switchTo(Channel channel) {
        if (!settings.isOn(channel)) {
            return Answer.of(phrases.text("UNAVAILABLE_", channel));
        }
        if (channel == turn.channel() && channel != Channel.VOICE) {
            return say(Phrase.ALREADY_HERE);
        }
        return Answer.of(phrases.text("SWITCH_", channel)).then(new SwitchTo(channel));
    }

    private Answer goodbye() {
        Answer farewell = say(Phrase.GOODBYE);
        return turn.channel() == Channel.VOICE ? farewell.then(new HangUp()) : farewell;
    }

    private Answer digits() {
        String digits = SpokenNumber.in(turn.text()).orElseThrow();
        String oneByOne = String.join(" ", digits.split(""));
        return Answer.of(phrases.text(Phrase.NUMBER_HEARD, "digits", oneByOne), phrases.text(Phrase.NUMBER_CHECK));
    }

    /** A yes or a no means what the question was. */
    private Answer reaction(Intent yesOrNo) {
        boolean yes = yesOrNo == Intent.YES;
        if (isOfferOfAHuman()) {
            return yes ? human(Phrases.in(settings.locale()).text(Phrase.REASON_ACCEPTED)) : say(Phrase.GO_ON);
        }
        if (isAsked(Phrase.NUMBER_CHECK)) {
            return yes ? say(Phrase.NUMBER_KEPT, Phrase.ANYTHING_ELSE) : say(Phrase.NUMBER_AGAIN);
        }
        return !yes && isAsked(Phrase.ANYTHING_ELSE) ? goodbye() : say(Phrase.GO_ON);
    }

    private Answer reactionOrMisunderstanding() {
        boolean offered = isOfferOfAHuman();
        Intent opening = IntentReader.readOpening(turn.text(), phrases.language());
        if (offered && (opening == Intent.YES || opening == Intent.NO)) {
            return reaction(opening);
        }
        if (turn.text().contains("@") || SpokenMail.in(turn.text()).isPresent()) {
            return say(Phrase.ADDRESS_HEARD);
        }
        String fallback = AgentTexts.fallback(settings, turn.language());
        if (history.asked(fallback)) {
            return say(human ? Phrase.OFFER_HUMAN : Phrase.OFFER_NOTE);
        }
        return Answer.of(fallback);
    }

    private Answer abilities() {
        List<String> able = new ArrayList<>(List.of(phrases.text(Phrase.ABLE_HOURS)));
        for (Channel channel : List.of(Channel.SMS, Channel.WHATSAPP, Channel.EMAIL)) {
            if (settings.isOn(channel) && channel != turn.channel()) {
                able.add(phrases.text("ABLE_", channel));
            }
        }
        if (settings.isOn(Channel.VOICE) && turn.channel() != Channel.VOICE) {
            able.add(phrases.text(Phrase.ABLE_CALL));
        }
        if (human) {
            able.add(phrases.text(Phrase.ABLE_HUMAN));
        }
        return Answer.of(phrases.text(Phrase.ABLE, "list", phrases.list(Phrase.OR, able)));
    }

    private boolean isOfferOfAHuman() {
        return isAsked(Phrase.OFFER_HUMAN)
                || isAsked(Phrase.OFFER_NOTE)
                || isAsked(Phrase.SORRY_OFFER_HUMAN)
                || isAsked(Phrase.SORRY_OFFER_NOTE);
    }

    private boolean isAsked(Phrase question) {
        return history.asked(phrases.text(question));
    }

    private Answer say(Phrase... sentences) {
        return Answer.of(List.of(sentences).stream()
                .map(sentence -> settings.filled(phrases.text(sentence)))
                .toArray(String[]::new));
    }
}
