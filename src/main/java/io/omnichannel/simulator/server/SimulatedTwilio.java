package io.omnichannel.simulator.server;

import io.omnichannel.email.SendGridDevelopmentKey;
import io.omnichannel.platform.PrivateFile;
import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.rest.TwilioRest;
import io.omnichannel.twilio.TwilioAccounts;
import io.omnichannel.twilio.TwilioSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/** Without a Twilio account: the REST double in the server's own process, told about by a file in the data directory. */
@Component
class SimulatedTwilio implements ApplicationListener<WebServerInitializedEvent>, DisposableBean {

    private final ObjectProvider<TwilioRest> rest;
    private final TwilioAccounts accounts;
    private final TwilioSettings settings;
    private final Path portFile;

    SimulatedTwilio(
            ObjectProvider<TwilioRest> rest,
            TwilioAccounts accounts,
            TwilioSettings settings,
            @Value("${omnichannel.data-dir:./data}") Path dataDir) {
        this.rest = rest;
        this.accounts = accounts;
        this.settings = settings;
        this.portFile = dataDir.resolve(TwilioRest.PORT_FILE);
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        TwilioRest twilio = rest.getIfAvailable();
        boolean management = "management".equals(event.getApplicationContext().getServerNamespace());
        if (twilio == null || management) {
            return;
        }
        URI server = URI.create("http://localhost:" + event.getWebServer().getPort());
        String publicUrl = settings.publicUrl().isEmpty() ? server.toString() : settings.publicUrl();
        twilio.signsMailWith(SendGridDevelopmentKey.in(portFile.toAbsolutePath().getParent()));
        twilio.hearsEverything(false);
        twilio.serve(new TwilioAccount(server, publicUrl, accounts.accountSid(), accounts.primary()));
        try {
            // What a killed server left names another port.
            Files.deleteIfExists(portFile);
        } catch (IOException kept) {
            throw new IllegalStateException("Cannot replace " + portFile, kept);
        }
        PrivateFile.readOrCreate(portFile, () -> String.valueOf(twilio.port()));
    }

    @Override
    public void destroy() throws IOException {
        TwilioRest twilio = rest.getIfAvailable();
        if (twilio != null) {
            twilio.close();
            forget(twilio);
        }
    }

    // Another server may have written its own into the same directory since.
    private void forget(TwilioRest twilio) throws IOException {
        if (Files.exists(portFile) && Files.readString(portFile).strip().equals(String.valueOf(twilio.port()))) {
            Files.delete(portFile);
        }
    }
}
