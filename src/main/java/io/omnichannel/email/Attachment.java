package io.omnichannel.email;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file that came with a mail.
 *
 * @param name for people only, never a path; never empty
 * @param type media type without parameters, as the sender claims
 * @param contentId what the HTML calls it, without angle brackets, or empty
 * @param content where it is kept
 */
public record Attachment(String name, String type, String contentId, AttachmentStore.Content content) {

    private static final Pattern TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");
    private static final String ANYTHING = "application/octet-stream";

    public Attachment {
        name = display(name);
        type = mediaType(type);
        contentId = MailText.atMost(MailText.line(contentId).replaceAll("^<|>$", ""), 255);
    }

    private static String display(String name) {
        String line = MailText.line(name);
        String last = line.substring(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1)
                // Marks that turn the direction of writing make exe.fdp out of pdf.exe.
                .replaceAll("[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]", "")
                .strip();
        return last.isEmpty() || last.matches("\\.+") ? "attachment" : MailText.atMost(last, 255);
    }

    private static String mediaType(String type) {
        String bare = type.replaceFirst(";.*$", "").strip().toLowerCase(Locale.ROOT);
        return TYPE.matcher(bare).matches() ? bare : ANYTHING;
    }
}
