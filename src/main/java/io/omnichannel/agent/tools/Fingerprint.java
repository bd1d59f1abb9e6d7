package io.omnichannel.agent.tools;

import io.omnichannel.agent.Turn;
import io.omnichannel.conversation.Line;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Tells things apart without keeping them: SHA-256 in hexadecimal. */
final class Fingerprint {

    private Fingerprint() {}

    static String of(String text) {
        MessageDigest digest = sha256();
        add(digest, text);
        return hex(digest);
    }

    /** The same whatever order and white space the model wrote them in. */
    static String of(Map<String, Object> arguments) {
        MessageDigest digest = sha256();
        arguments.forEach((name, value) -> {
            add(digest, name);
            add(digest, value.toString());
        });
        return hex(digest);
    }

    /** Another one for every turn of a conversation, since each has a longer history. */
    static String of(Turn turn) {
        MessageDigest digest = sha256();
        for (Line line : turn.history()) {
            add(digest, line.role().wireName());
            add(digest, line.content());
        }
        add(digest, turn.channel().wireName());
        add(digest, turn.text());
        return hex(digest);
    }

    private static void add(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        // So that "a" and "bc" are not "ab" and "c".
        digest.update((byte) 0xff);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
