package io.omnichannel.messaging.briefing;

import java.util.Map;

/**
 * What a human is told.
 *
 * @param note the whole, for the timeline and mails
 * @param brief fits a text message
 * @param subject of a mail
 * @param details the same as data: for the timeline and for webhooks
 */
record Briefing(String note, String brief, String subject, Map<String, Object> details) {

    /** Without the words. */
    @Override
    public String toString() {
        return "Briefing[" + note.length() + " characters]";
    }
}
