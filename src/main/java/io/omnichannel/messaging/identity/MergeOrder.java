package io.omnichannel.messaging.identity;

import java.util.Optional;
import java.util.UUID;

/**
 * Two customers are one.
 *
 * @param one whose record stays when {@code preferred}; else the older of the two stays
 * @param suggestion what this settles
 */
record MergeOrder(String tenant, UUID one, UUID other, boolean preferred, Reason reason, Optional<UUID> suggestion) {

    /** How we know. */
    enum Reason {
        SAME_WHATSAPP("same_whatsapp", "system"),
        CODE("code", "customer"),
        OPERATOR("operator", "operator");

        private final String stored;
        private final String by;

        Reason(String stored, String by) {
            this.stored = stored;
            this.by = by;
        }

        String stored() {
            return stored;
        }

        /** Who decided it. */
        String by() {
            return by;
        }
    }
}
