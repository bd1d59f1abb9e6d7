package io.omnichannel.email;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole mail as raw mode hands it over. Anybody in the world can write one: what cannot be read is damage, said and never
 * thrown, and what was read before it stays.
 */
final class MimeMail implements MimeParts.Reader {

    private final PartKeeper keeper;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private final List<Attachment> attachments = new ArrayList<>();
    private MailHeaders headers = MailHeaders.none();
    private String damage = "";

    private MimeMail(PartKeeper keeper) {
        this.keeper = keeper;
    }

    static MimeMail read(InputStream mail, PartKeeper keeper) throws IOException {
        MimeMail read = new MimeMail(keeper);
        try {
            MimeParts.ofMail(mail, read);
        } catch (MalformedMail malformed) {
            read.damage = malformed.getMessage();
        }
        return read;
    }

    @Override
    public void head(MailHeaders found) {
        headers = found;
    }

    @Override
    public void part(PartHead head, InputStream body) throws IOException {
        StringBuilder words = head.isHtml() ? html : text;
        if (head.isWords() && words.length() < PartKeeper.LONGEST_WORDS) {
            // Some programs put the words before and after a picture into parts of their own.
            words.append(words.isEmpty() ? "" : "\n\n")
                    .append(MailText.decode(keeper.words(head.isHtml(), body), head.charset()));
        } else {
            attachments.add(new Attachment(head.shownName(), head.type(), head.contentId(), keeper.file(body)));
        }
    }

    MailHeaders headers() {
        return headers;
    }

    String text() {
        return text.toString();
    }

    String html() {
        return html.toString();
    }

    List<Attachment> attachments() {
        return attachments;
    }

    /** What could not be read, or empty. */
    String damage() {
        return damage;
    }
}
