package io.omnichannel.agent.model;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a million tokens cost, in the one currency of the operator's choice.
 *
 * @param input of what a model is shown
 * @param output of what it says
 * @param of models that cost something else, each as {@code name=input/output}
 */
@ConfigurationProperties("omnichannel.llm-prices")
public record ModelPrices(
        @DefaultValue("0") BigDecimal input, @DefaultValue("0") BigDecimal output, @DefaultValue List<String> of) {}
