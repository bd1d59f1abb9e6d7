package io.omnichannel.agent.model;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Server-sent events as they come in: a letter may arrive in two pieces, a line may end with or without a carriage return,
 * comments keep a connection alive. Whatever is larger than an answer can be breaks the stream off.
 */
final class EventReader {

    static final int LONGEST_EVENT = 4 << 20;
    private static final int LONGEST_STREAM = 32 << 20;

    private final byte[] chunk = new byte[8192];
    private byte[] line = new byte[512];
    private int length;
    private long total;
    private String type;
    private StringBuilder data;

    /** @param taker told of every event until it answers false; what comes then is read and forgotten */
    void read(InputStream in, Predicate<ServerSentEvent> taker) throws IOException {
        boolean wanted = true;
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            total += read;
            if (total > LONGEST_STREAM) {
                throw new BrokenStream("The model's answer does not end");
            }
            for (int i = 0; i < read && wanted; i++) {
                if (chunk[i] != '\n') {
                    keep(chunk[i]);
                } else {
                    wanted = endOfLine(taker);
                }
            }
        }
        if (wanted && length > 0) {
            wanted = endOfLine(taker);
        }
        if (wanted) {
            endOfEvent(taker);
        }
    }

    private void keep(byte next) {
        if (length == line.length) {
            if (length >= LONGEST_EVENT) {
                throw new BrokenStream("An event of the model's is too long");
            }
            line = Arrays.copyOf(line, length * 2);
        }
        line[length++] = next;
    }

    private boolean endOfLine(Predicate<ServerSentEvent> taker) {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        length = 0;
        if (end == 0) {
            return endOfEvent(taker);
        }
        if (starts("data", end)) {
            add(value(4, end));
        } else if (starts("event", end)) {
            type = value(5, end);
        }
        return true;
    }

    private boolean starts(String field, int end) {
        if (end < field.length() || end > field.length() && line[field.length()] != ':') {
            return false;
        }
        for (int i = 0; i < field.length(); i++) {
            if (line[i] != field.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String value(int name, int end) {
        int from = name + 1;
        if (from < end && line[from] == ' ') {
            from++;
        }
        return from >= end ? "" : new String(line, from, end - from, StandardCharsets.UTF_8);
    }

    private void add(String more) {
        if (data == null) {
            data = new StringBuilder(more.length()).append(more);
        } else if (data.length() + more.length() > LONGEST_EVENT) {
            throw new BrokenStream("An event of the model's is too long");
        } else {
            data.append('\n').append(more);
        }
    }

    private boolean endOfEvent(Predicate<ServerSentEvent> taker) {
        if (data == null) {
            type = null;
            return true;
        }
        ServerSentEvent event = new ServerSentEvent(type, data.toString());
        data = null;
        type = null;
        return taker.test(event);
    }
}
