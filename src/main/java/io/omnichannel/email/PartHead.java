package io.omnichannel.email;

import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.MimeParameterMapping;

/**
 * What the head of one part says; what is absent is empty.
 *
 * @param field the form field's name in lower case
 * @param fileName decoded, as the sender claims
 * @param type media type in lower case, {@code text/plain} when absent
 * @param charset as named
 * @param attached whether the part says that it is an attachment
 * @param contentId with or without angle brackets
 */
record PartHead(String field, String fileName, String type, String charset, boolean attached, String contentId) {

    static PartHead of(MailHeaders headers) {
        Value disposition = Value.of("Content-Disposition", headers);
        Value type = Value.of("Content-Type", headers);
        String fileName = disposition.parameter("filename");
        return new PartHead(
                disposition.parameter("name").toLowerCase(Locale.ROOT),
                fileName.isEmpty() ? type.parameter("name") : fileName,
                type.text().isEmpty() ? "text/plain" : type.text(),
                type.parameter("charset"),
                disposition.text().equals("attachment"),
                headers.raw("Content-ID"));
    }

    /** Whether it is words of the mail itself, plain or HTML. */
    boolean isWords() {
        return !attached && fileName.isEmpty() && (type.equals("text/plain") || isHtml());
    }

    boolean isHtml() {
        return type.equals("text/html");
    }

    /** A name to show for the file. */
    String shownName() {
        return fileName.isEmpty() && type.equals("message/rfc822") ? "message.eml" : fileName;
    }

    /** A header's value and its parameters, RFC 2231 and encoded words understood. */
    private record Value(String text, MimeParameterMapping parameters) {

        static Value of(String name, MailHeaders headers) {
            MimeParameterMapping parameters = new MimeParameterMapping();
            RawBody body = RawFieldParser.DEFAULT.parseRawBody(new RawField(name, headers.raw(name)));
            List.copyOf(body.getParams()).forEach(pair -> add(parameters, pair.getName(), pair.getValue()));
            String text = body.getValue() == null ? "" : body.getValue();
            return new Value(text.strip().toLowerCase(Locale.ROOT), parameters);
        }

        String parameter(String name) {
            try {
                String value = parameters.get(name);
                return value == null ? "" : MailHeaders.decoded(value);
            } catch (RuntimeException undecodable) {
                return "";
            }
        }

        private static void add(MimeParameterMapping parameters, String name, String value) {
            try {
                if (name != null && !name.isEmpty() && value != null) {
                    parameters.addParameter(name.toLowerCase(Locale.ROOT), value);
                }
            } catch (RuntimeException undecodable) {
                // A name that cannot be decoded is a name less; the file is kept all the same.
            }
        }
    }
}
