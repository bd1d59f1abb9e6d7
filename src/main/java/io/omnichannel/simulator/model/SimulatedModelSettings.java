package io.omnichannel.simulator.model;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The pace of a simulated model and how often it fails.
 *
 * @param firstToken until its first word, at least
 * @param firstTokenSpread by how much that is longer at most
 * @param gap between two words, at least
 * @param gapSpread by how much that is longer at most
 * @param faults the share of its answers that fail, from 0 to 1
 * @param seed draws all of this: with the same one the same questions get the same answers, pauses and faults
 */
@ConfigurationProperties("omnichannel.simulated-model")
public record SimulatedModelSettings(
        @DefaultValue("300ms") Duration firstToken,
        @DefaultValue("0ms") Duration firstTokenSpread,
        @DefaultValue("40ms") Duration gap,
        @DefaultValue("0ms") Duration gapSpread,
        @DefaultValue("0") double faults,
        @DefaultValue("1") long seed) {

    public SimulatedModelSettings {
        if (!(faults >= 0 && faults <= 1)) {
            throw new IllegalArgumentException("omnichannel.simulated-model.faults is " + faults
                    + "; it is a share of the answers, from 0 (none fails) to 1 (all fail)");
        }
    }
}
