package io.omnichannel.relay;

import io.omnichannel.conversation.SenderRole;

/** Sends words to the caller and keeps account of what is being spoken. Guarded by the session's lock. */
final class Voice {

    private final RelaySocket socket;
    private final Speech speech;
    private final CallLog log;

    Voice(RelaySocket socket, Speech speech, CallLog log) {
        this.socket = socket;
        this.speech = speech;
        this.log = log;
    }

    /** One token of an answer. */
    void say(TurnReply reply, String token) {
        if (reply.isSilent()) {
            speech.begins(reply.utterance());
        }
        reply.sending(token, System.nanoTime());
        socket.send(OutgoingFrames.text(token));
        speech.grows(token.length());
    }

    /** A whole sentence of ours, outside any turn. */
    void speak(String sentence) {
        socket.send(OutgoingFrames.text(sentence));
        socket.send(OutgoingFrames.LAST);
        spoken(sentence, SenderRole.SYSTEM);
    }

    /** A sentence that Twilio speaks by itself or has just been given. */
    void spoken(String sentence, SenderRole role) {
        Utterance utterance = new Utterance();
        utterance.add(sentence);
        log.said(role, utterance);
        speech.begins(utterance);
        speech.grows(sentence.length());
    }
}
