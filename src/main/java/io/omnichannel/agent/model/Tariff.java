package io.omnichannel.agent.model;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What tokens cost in money. Money is counted in billionths of the currency of the prices. */
@Component
class Tariff {

    private static final int BILLIONTHS = 9;
    private static final int MILLION = 6;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final Pattern PRICED = Pattern.compile("(.+)=(\\d+(?:\\.\\d+)?)/(\\d+(?:\\.\\d+)?)");

    private final Price usual;
    private final Map<String, Price> prices = new HashMap<>();

    Tariff(ModelPrices prices) {
        this.usual = new Price(prices.input(), prices.output());
        prices.of().stream().filter(priced -> !priced.isBlank()).forEach(this::read);
    }

    /** Of a million tokens. */
    private record Price(BigDecimal input, BigDecimal output) {

        boolean isNothing() {
            return input.signum() == 0 && output.signum() == 0;
        }
    }

    /** Whether nothing costs anything, so that no limit in money is ever reached. */
    boolean isFree() {
        return usual.isNothing() && prices.values().stream().allMatch(Price::isNothing);
    }

    long cost(String model, Tokens tokens) {
        Price price = prices.getOrDefault(model, usual);
        return price.input()
                .multiply(BigDecimal.valueOf(tokens.input()))
                .add(price.output().multiply(BigDecimal.valueOf(tokens.output())))
                .movePointRight(BILLIONTHS - MILLION)
                .longValue();
    }

    /** An amount of money in the unit that it is counted in. */
    static long unitsOf(BigDecimal money) {
        return money.movePointRight(BILLIONTHS).min(MOST).longValue();
    }

    private void read(String priced) {
        Matcher price = PRICED.matcher(priced.strip());
        if (!price.matches()) {
            throw new IllegalArgumentException("omnichannel.llm-prices.of holds \"" + priced
                    + "\": a price is written model=input/output, such as gpt-4.1-mini=0.40/1.60");
        }
        prices.put(price.group(1), new Price(new BigDecimal(price.group(2)), new BigDecimal(price.group(3))));
    }
}
