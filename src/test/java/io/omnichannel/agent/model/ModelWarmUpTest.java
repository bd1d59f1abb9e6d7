package io.omnichannel.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ModelWarmUpTest {

    @Test
    void doesNotPrintAKeyThatCannotBeSent(CapturedOutput output) {
        ModelSettings settings = new Binder(new MapConfigurationPropertySource(
                        Map.of("omnichannel.llm-api-key", "sk-\u200b1", "omnichannel.llm-model", "m")))
                .bindOrCreate("omnichannel", ModelSettings.class);
        Models models = new Models(settings);

        new ModelWarmUp(new ModelChoice(settings, new TenantModelKeys(null)), models).begin();

        await().until(() -> output.getAll().contains("cannot be asked"));
        assertThat(output).doesNotContain("sk-");
        models.close();
    }
}
