package io.omnichannel.conversation;

import java.security.SecureRandom;
import java.util.UUID;

/** Identifiers that sort by the time they were made: UUID version 7, RFC 9562 section 5.7. */
public final class Uuid7 {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Uuid7() {}

    /** A new identifier: 48 bits of Unix milliseconds, 74 random bits. */
    public static UUID next() {
        return at(System.currentTimeMillis());
    }

    /** A new identifier that sorts where another one does, by its millisecond. */
    public static UUID beside(UUID other) {
        return at(other.getMostSignificantBits() >>> 16);
    }

    private static UUID at(long millis) {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        long randA = ((random[0] & 0x0fL) << 8) | (random[1] & 0xffL);
        long high = (millis << 16) | 0x7000L | randA;
        long low = 0;
        for (int i = 2; i < random.length; i++) {
            low = (low << 8) | (random[i] & 0xffL);
        }
        return new UUID(high, (low & 0x3fffffffffffffffL) | 0x8000000000000000L);
    }
}
