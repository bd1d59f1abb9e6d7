package io.omnichannel.admin;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.AgentSettings.VoiceSettings;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import io.omnichannel.voices.VoiceProvider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How a tenant's agent speaks, for a preview that sounds as a call would. */
@Component
class TenantVoice {

    private static final String SELECT = SqlFile.load("agent-settings");

    /** @param settings null when there are none, or they are another provider's */
    record Known(VoiceSettings settings, Optional<Locale> language, Optional<String> agentName) {
        private static final Known NOTHING = new Known(null, Optional.empty(), Optional.empty());
    }

    private final TenantSql sql;
    private final StoredSettings storedSettings;

    TenantVoice(TenantSql sql, StoredSettings storedSettings) {
        this.sql = sql;
        this.storedSettings = storedSettings;
    }

    /** Nothing for an administrator who names no tenant, and for a tenant without a configuration. */
    Known of(AdminRequest request, VoiceProvider provider, String voiceId) {
        return request.tenantFilter()
                .flatMap(this::settings)
                .map(found -> known(found, provider, voiceId))
                .orElse(Known.NOTHING);
    }

    private static Known known(AgentSettings found, VoiceProvider provider, String voiceId) {
        boolean same = provider.wireName().equals(found.voiceProvider());
        boolean own = same && voiceId.equals(found.voiceId());
        return new Known(
                same ? found.voiceSettings() : null,
                own ? Optional.of(found.locale()) : Optional.empty(),
                Optional.of(found.agentName()));
    }

    private Optional<AgentSettings> settings(String tenant) {
        List<String> found = sql.query(tenant, SELECT, Map.of("tenant", tenant), (row, number) -> row.getString(1));
        return found.stream().findFirst().map(storedSettings::read);
    }
}
