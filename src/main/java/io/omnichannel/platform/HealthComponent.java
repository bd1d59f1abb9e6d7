package io.omnichannel.platform;

import java.util.Optional;

/**
 * One part of the module whose trouble {@code GET /health} reports. Every bean of this type takes part. It answers from
 * memory, at once: what must be asked is asked by a probe of its own, every few seconds.
 */
public interface HealthComponent {

    /** The key under {@code components}, in snake_case. */
    String name();

    /** What is wrong now; empty when nothing is. */
    Optional<Finding> finding();

    /**
     * What is wrong with a part.
     *
     * @param accepting whether calls and texts are accepted all the same; false makes health answer 503
     * @param reason machine-readable, {@code public_url_unknown} for one
     * @param message a sentence for whoever runs it
     */
    record Finding(boolean accepting, String reason, String message) {}
}
