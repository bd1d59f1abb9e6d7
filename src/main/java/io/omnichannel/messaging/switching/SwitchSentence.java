package io.omnichannel.messaging.switching;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.conversation.Channel;
import java.util.Locale;

/** What is said about a switch: to the customer where they are, and to whoever reads the timeline. */
final class SwitchSentence {

    private SwitchSentence() {}

    /** What a customer who asked has to be told; empty when it is done, or will be. */
    static String forCustomer(SwitchTask task) {
        if (!task.wish().inTurn() || task.facts().isEmpty()) {
            return "";
        }
        Phrases phrases = Phrases.in(task.known().locale());
        return switch (task.decision()) {
            case ASK -> phrases.text(asking(task));
            case REFUSE -> refusal(task, phrases);
            case SWITCH, WAIT, ANSWER, UNKNOWN -> "";
        };
    }

    private static Phrase asking(SwitchTask task) {
        if (task.known().codeAwaited()) {
            return Phrase.CODE_AWAITED;
        }
        return task.channel() == Channel.EMAIL ? Phrase.ASK_EMAIL : Phrase.ASK_NUMBER;
    }

    /** A note for the timeline, in the tenant's language. */
    static String note(SwitchTask task) {
        Locale language = task.known().settings().locale();
        Phrase phrase =
                switch (task.channel()) {
                    case VOICE -> Phrase.SWITCH_NOTE_VOICE;
                    case SMS -> Phrase.SWITCH_NOTE_SMS;
                    case WHATSAPP -> Phrase.SWITCH_NOTE_WHATSAPP;
                    case EMAIL -> Phrase.SWITCH_NOTE_EMAIL;
                };
        return Phrases.in(language).text(phrase);
    }

    private static String refusal(SwitchTask task, Phrases phrases) {
        return switch (task.code()) {
            case "already_there", "human_owner", "conversation_closed" -> "";
            default ->
                phrases.text(
                        switch (task.channel()) {
                            case VOICE -> Phrase.UNAVAILABLE_VOICE;
                            case SMS -> Phrase.UNAVAILABLE_SMS;
                            case WHATSAPP -> Phrase.UNAVAILABLE_WHATSAPP;
                            case EMAIL -> Phrase.UNAVAILABLE_EMAIL;
                        });
        };
    }
}
