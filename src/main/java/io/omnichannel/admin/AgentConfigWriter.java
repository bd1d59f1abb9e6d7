package io.omnichannel.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.settings.ModelCheck;
import io.omnichannel.agent.settings.ModelKeys;
import io.omnichannel.agent.settings.SettingsDocument;
import io.omnichannel.agent.settings.SettingsReader;
import io.omnichannel.agent.settings.SettingsWarning;
import io.omnichannel.agent.settings.ToolCheck;
import io.omnichannel.agent.settings.VoiceCheck;
import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.platform.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Checks a configuration, stores it, removes it. */
@Component
final class AgentConfigWriter {

    /** A configuration that was found good, and whose it is. */
    record Checked(String tenant, SettingsDocument document) {}

    private final SettingsReader reader;
    private final AgentConfigs configs;
    private final AgentConfigView view;
    private final VoiceCheck voices;
    private final List<ModelCheck> models;
    private final ModelKeys keys;
    private final ToolCheck tools;

    AgentConfigWriter(
            SettingsReader reader,
            AgentConfigs configs,
            AgentConfigView view,
            VoiceCheck voices,
            List<ModelCheck> models,
            ModelKeys keys,
            ToolCheck tools) {
        this.keys = keys;
        this.tools = tools;
        this.models = models;
        this.voices = voices;
        this.reader = reader;
        this.configs = configs;
        this.view = view;
    }

    /** @throws ProblemException 400 with everything that is wrong, 403 for another tenant's */
    public Checked check(JsonNode body, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        InputErrors errors = new InputErrors();
        JsonFields fields = JsonFields.of(body, errors);
        Optional<String> tenant = request.writableTenant(fields, errors);
        SettingsDocument document = reader.read(fields, errors);
        fields.ignore("id", "phone_number", "version", "created_at", "updated_at");
        fields.refuseUnknown();
        offerVoices(document.settings(), errors);
        errors.refuse();
        return new Checked(tenant.orElseThrow(), document);
    }

    /** @throws ProblemException 412 when what {@code If-Match} or {@code If-None-Match} asks for does not hold, 409 for a mail address */
    public Answer store(Checked checked, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        Optional<Precondition> precondition = Precondition.of(request.ifMatch());
        AgentConfigs.Stored stored;
        if (request.ifNoneMatch()) {
            stored = configs.create(checked.tenant(), checked.document()).orElseThrow(AgentConfigWriter::there);
        } else if (precondition.isEmpty()) {
            stored = configs.put(checked.tenant(), checked.document());
        } else {
            stored = configs.replace(checked.tenant(), checked.document(), precondition.get())
                    .orElseThrow(AgentConfigWriter::changed);
        }
        keys.forget(checked.tenant());
        return Answer.success(
                        "message", stored.created() ? "Configuration created" : "Configuration replaced",
                        "configId", stored.id(),
                        "config",
                                view.config(
                                        checked.tenant(),
                                        stored,
                                        checked.document().json()),
                        "warnings", warnings(checked.document(), stored))
                .withStatus(stored.created() ? 201 : 200)
                .withHeader("ETag", Precondition.tag(stored.id(), stored.version()));
    }

    /** @throws ProblemException 404 when there is none */
    public Answer remove(@Variable(AdminRequest.VARIABLE) AdminRequest request) {
        String tenant = request.writableTenant();
        if (!configs.delete(tenant)) {
            throw ProblemException.notFound("This tenant has no configuration");
        }
        keys.forget(tenant);
        return Answer.success("message", "Configuration removed; numbers and conversations stay");
    }

    /** Whoever named a voice that cannot be learns which can. */
    private void offerVoices(AgentSettings settings, InputErrors errors) {
        if (errors.all().stream().anyMatch(error -> error.field().equals("voice_id"))) {
            List<String> fitting = voices.fitting(settings.voiceProvider(), settings.voiceLanguage());
            if (!fitting.isEmpty()) {
                errors.add(
                        "voice_id",
                        "these fit " + settings.voiceProvider() + " and " + settings.voiceLanguage() + ": "
                                + String.join(", ", fitting));
            }
        }
    }

    private List<SettingsWarning> warnings(SettingsDocument document, AgentConfigs.Stored stored) {
        AgentSettings settings = document.settings();
        List<SettingsWarning> warnings = new ArrayList<>(document.warnings());
        warnings.addAll(voices.check(settings));
        models.forEach(check -> warnings.addAll(check.check(settings)));
        warnings.addAll(tools.check(settings));
        if (settings.modelUrl().isPresent() && !stored.hasApiKey()) {
            warnings.add(new SettingsWarning(
                    "llm_key_missing", "llm.api_key", "no key is kept for this base_url; a key goes with its address"));
        }
        if (stored.transferBefore() != null && settings.human().isEmpty()) {
            warnings.add(
                    removed("transfer_number", stored.transferBefore(), "nobody can be put through to a human now"));
        }
        if (stored.mailBefore() != null && settings.mailAddress().isEmpty()) {
            warnings.add(removed(
                    "channels_config.email.from", stored.mailBefore(), "mail to it is not this tenant's any more"));
        }
        return warnings;
    }

    private static SettingsWarning removed(String field, String before, String consequence) {
        return new SettingsWarning(
                "setting_removed",
                field,
                "was " + before + "; a configuration replaces the whole one before it, and without this, "
                        + consequence);
    }

    private static ProblemException there() {
        return new ProblemException(
                412,
                "Precondition failed",
                "This tenant has a configuration, and If-None-Match: * asks for a new one; leave the header out to replace it",
                "config_exists");
    }

    private static ProblemException changed() {
        return new ProblemException(
                412,
                "Precondition failed",
                "The configuration is not the version that If-Match names; get it again and repeat your change",
                "version_changed");
    }
}
