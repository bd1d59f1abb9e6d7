package io.omnichannel.messaging.intake;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * One of our numbers, and since when nobody has looked whether Twilio has messages for it that we have not.
 *
 * @param number E.164
 * @param channels those of the number that are written
 * @param since by the database's clock
 * @param now by the database's clock
 * @param leaseUntil what proves that nobody has asked for another look meanwhile
 */
public record Gap(
        String tenant,
        UUID mapping,
        String number,
        List<String> channels,
        Instant since,
        Instant now,
        OffsetDateTime leaseUntil) {}
