package io.omnichannel.email;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;

/** Takes the parts of one mail: small ones to memory, files to the store, words to memory and the store when too long. */
final class PartKeeper {

    // Nobody writes more by hand; what a machine wrote is kept whole as a file.
    static final int LONGEST_WORDS = 1024 * 1024;
    static final int LONGEST_FIELD = 512 * 1024;

    private final AttachmentStore store;
    private final List<Attachment> tooLong = new ArrayList<>();

    PartKeeper(AttachmentStore store) {
        this.store = store;
    }

    /** The first bytes of words; of longer ones the whole becomes a file too. */
    byte[] words(boolean html, InputStream body) throws IOException {
        byte[] first = body.readNBytes(LONGEST_WORDS);
        int next = first.length < LONGEST_WORDS ? -1 : body.read();
        if (next >= 0) {
            InputStream rest = new SequenceInputStream(new ByteArrayInputStream(new byte[] {(byte) next}), body);
            AttachmentStore.Content whole = store.put(new SequenceInputStream(new ByteArrayInputStream(first), rest));
            tooLong.add(new Attachment(
                    html ? "message.html" : "message.txt", html ? "text/html" : "text/plain", "", whole));
        }
        return first;
    }

    /** @throws MalformedMail when it is too long for a field */
    byte[] field(InputStream body) throws IOException {
        byte[] value = body.readNBytes(LONGEST_FIELD);
        if (value.length == LONGEST_FIELD && body.read() >= 0) {
            throw new MalformedMail("A field is longer than " + LONGEST_FIELD + " bytes");
        }
        return value;
    }

    AttachmentStore.Content file(InputStream body) throws IOException {
        return store.put(body);
    }

    /** Words that were too long, whole. */
    List<Attachment> tooLong() {
        return tooLong;
    }
}
