package io.omnichannel.twilio;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Encodes forms for tests, from raw bytes so that broken UTF-8 can be sent too. */
final class FormBytes {

    private FormBytes() {}

    static byte[] encode(List<Map.Entry<String, String>> form) {
        List<byte[][]> pairs = new ArrayList<>();
        form.forEach(entry -> pairs.add(new byte[][] {
            entry.getKey().getBytes(StandardCharsets.UTF_8), entry.getValue().getBytes(StandardCharsets.UTF_8)
        }));
        return encodeBytes(pairs);
    }

    static byte[] encodeBytes(List<byte[][]> pairs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[][] pair : pairs) {
            if (out.size() > 0) {
                out.write('&');
            }
            percent(pair[0], out);
            out.write('=');
            percent(pair[1], out);
        }
        return out.toByteArray();
    }

    private static void percent(byte[] bytes, ByteArrayOutputStream out) {
        for (byte b : bytes) {
            if (b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z') {
                out.write(b);
            } else if (b == ' ') {
                out.write('+');
            } else {
                out.writeBytes(String.format("%%%02X", b).getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
