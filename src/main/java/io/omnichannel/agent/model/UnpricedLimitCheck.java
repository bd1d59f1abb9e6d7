package io.omnichannel.agent.model;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.settings.ModelCheck;
import io.omnichannel.agent.settings.SettingsWarning;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells of a tenant's limit in money that is never reached, because nothing has a price. */
@Component
class UnpricedLimitCheck implements ModelCheck {

    private final Tariff tariff;

    UnpricedLimitCheck(Tariff tariff) {
        this.tariff = tariff;
    }

    @Override
    public List<SettingsWarning> check(AgentSettings settings) {
        Double limit = settings.limits().costPerDay();
        return limit == null || limit == 0 || !tariff.isFree()
                ? List.of()
                : List.of(new SettingsWarning(
                        "limit_without_price",
                        "limits.cost_per_day",
                        "is never reached, because models have no price here. Have the operator set omnichannel.llm-prices.input"
                                + " and omnichannel.llm-prices.output"));
    }
}
