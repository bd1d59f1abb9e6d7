package io.omnichannel.voices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.twilio.TwilioAccounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Sounds that may be listened to without a key, for a while: the token holds what is to be heard, when it ends and our
 * signature, so that any node can serve it and no table is needed. The key comes from the Twilio token, which all nodes
 * share; a token that Twilio's next token signed is good as well.
 */
@Component
final class AudioToken {

    private static final String HMAC = "HmacSHA256";
    private static final int MAC_BYTES = 16;
    private static final int LONGEST = 16 * 1024;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final List<SecretKeySpec> keys;
    private final ObjectMapper json;
    private final Clock clock;

    @Autowired
    AudioToken(TwilioAccounts accounts, ObjectMapper json, ObjectProvider<Clock> clock) {
        this(accounts.all(), json, clock.getIfAvailable(Clock::systemUTC));
    }

    /** @param secrets the first signs, all are good */
    AudioToken(List<String> secrets, ObjectMapper json, Clock clock) {
        this.keys = secrets.stream().map(AudioToken::key).toList();
        this.json = json;
        this.clock = clock;
    }

    /** The same for the same sound during the same period, so that what is shown again has not changed. */
    String sign(SoundRequest request, Duration atLeast) {
        long period = atLeast.toSeconds();
        long expires = (clock.instant().getEpochSecond() / period + 2) * period;
        byte[] sound = deflated(request);
        byte[] signed = ByteBuffer.allocate(Long.BYTES + sound.length)
                .putLong(expires)
                .put(sound)
                .array();
        return ENCODER.encodeToString(signed) + "." + ENCODER.encodeToString(mac(keys.getFirst(), signed));
    }

    /** Empty when it is forged, damaged or over. */
    Optional<SoundRequest> verify(String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] signed = Base64.getUrlDecoder().decode(token.substring(0, dot));
            byte[] mac = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            boolean ours = keys.stream().anyMatch(key -> MessageDigest.isEqual(mac(key, signed), mac));
            if (!ours || signed.length < Long.BYTES || over(signed)) {
                return Optional.empty();
            }
            return Optional.of(inflated(Arrays.copyOfRange(signed, Long.BYTES, signed.length)));
        } catch (IllegalArgumentException | IOException | DataFormatException damaged) {
            return Optional.empty();
        }
    }

    private boolean over(byte[] signed) {
        return clock.instant()
                .isAfter(Instant.ofEpochSecond(ByteBuffer.wrap(signed).getLong()));
    }

    private byte[] deflated(SoundRequest request) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(json.writeValueAsBytes(request));
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1024];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            deflater.end();
        }
    }

    private SoundRequest inflated(byte[] sound) throws DataFormatException, IOException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(sound);
            byte[] read = new byte[LONGEST];
            return json.readValue(read, 0, inflater.inflate(read), SoundRequest.class);
        } finally {
            inflater.end();
        }
    }

    private static SecretKeySpec key(String secret) {
        SecretKeySpec master = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC);
        return new SecretKeySpec(whole(master, "omnichannel audio 1".getBytes(StandardCharsets.UTF_8)), HMAC);
    }

    private static byte[] mac(SecretKeySpec key, byte[] signed) {
        return Arrays.copyOf(whole(key, signed), MAC_BYTES);
    }

    private static byte[] whole(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
