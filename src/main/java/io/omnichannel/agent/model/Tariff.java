package io.omnichannel.agent.model;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What tokens cost in money, and how much of it there is. Money is counted in billionths of the currency of the prices. */
@Component
class Tariff {

    private static final int BILLIONTHS = 9;
    private static final int MILLION = 6;
    private static final Pattern PRICED = Pattern.compile("(.+)=(\\d+(?:\\.\\d+)?)/(\\d+(?:\\.\\d+)?)");

    private final Price usual;
    private final Map<String, Price> prices = new HashMap<>();
    private final long conversation;
    private final long day;

    Tariff(ModelPrices prices, AnsweringSettings settings) {
        this.usual = new Price(prices.input(), prices.output());
        prices.of().stream().filter(priced -> !priced.isBlank()).forEach(this::read);
        this.conversation = limit(settings.conversationCost());
        this.day = limit(settings.dayCost());
        boolean free = usual.isNothing() && this.prices.values().stream().allMatch(Price::isNothing);
        if (free && (conversation < Long.MAX_VALUE || day < Long.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "omnichannel.agent.day-cost or conversation-cost limits what models may cost, and no price is set:"
                            + " set omnichannel.llm-prices.input and omnichannel.llm-prices.output");
        }
    }

    /** Of a million tokens. */
    private record Price(BigDecimal input, BigDecimal output) {

        boolean isNothing() {
            return input.signum() == 0 && output.signum() == 0;
        }
    }

    long cost(ModelEndpoint endpoint, Tokens tokens) {
        Price price = prices.getOrDefault(endpoint.model(), usual);
        return price.input()
                .multiply(BigDecimal.valueOf(tokens.input()))
                .add(price.output().multiply(BigDecimal.valueOf(tokens.output())))
                .movePointRight(BILLIONTHS - MILLION)
                .longValue();
    }

    /** Of one conversation. */
    long conversationLimit() {
        return conversation;
    }

    /** Of one tenant. */
    long dayLimit() {
        return day;
    }

    private void read(String priced) {
        Matcher price = PRICED.matcher(priced.strip());
        if (!price.matches()) {
            throw new IllegalArgumentException("omnichannel.llm-prices.of holds \"" + priced
                    + "\": a price is written model=input/output, such as gpt-4.1-mini=0.40/1.60");
        }
        prices.put(price.group(1), new Price(new BigDecimal(price.group(2)), new BigDecimal(price.group(3))));
    }

    private static long limit(BigDecimal money) {
        return money.signum() == 0
                ? Long.MAX_VALUE
                : money.movePointRight(BILLIONTHS).longValue();
    }
}
