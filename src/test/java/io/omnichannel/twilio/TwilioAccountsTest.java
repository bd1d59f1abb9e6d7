package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwilioAccountsTest {

    private static final String OURS = "AC0123456789abcdef0123456789abcdef";
    private static final String FOREIGN = "ACffffffffffffffffffffffffffffffff";

    @TempDir
    private Path folder;

    @Test
    void letsOnlyTheConfiguredAccountSign() {
        TwilioAccounts accounts = TwilioAccounts.of(TwilioSettings.of(OURS, "current,next", "enforce", ""));

        assertThat(accounts.tokensFor(OURS)).containsExactly("current", "next");
        assertThat(accounts.tokensFor(FOREIGN)).isEmpty();
        assertThat(accounts.tokensFor("")).isEmpty();
        assertThat(accounts.all()).containsExactly("current", "next");
        assertThat(accounts.primary()).isEqualTo("current");
        assertThat(accounts.accountSid()).isEqualTo(OURS);
        assertThat(accounts.simulated()).isFalse();
    }

    @Test
    void letsAnyAccountSignThatKnowsTheTokenWhenNoneIsConfigured() {
        TwilioAccounts accounts = TwilioAccounts.of(TwilioSettings.of("", "current", "enforce", ""));

        assertThat(accounts.tokensFor(FOREIGN)).containsExactly("current");
        assertThat(accounts.accountSid()).isEmpty();
    }

    @Test
    void playsADevelopmentAccount() {
        TwilioAccounts accounts = TwilioAccounts.simulated("token");

        assertThat(accounts.simulated()).isTrue();
        assertThat(accounts.accountSid()).matches("AC[0-9a-f]{32}");
        assertThat(accounts.tokensFor(FOREIGN)).containsExactly("token");
    }

    @Test
    void makesOneDevelopmentTokenThatOnlyItsOwnerReads() throws IOException {
        Path data = folder.resolve("not/yet/there");

        String made = DevelopmentToken.in(data).token();

        assertThat(made).matches("[0-9a-f]{32}");
        assertThat(DevelopmentToken.in(data).token()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(DevelopmentToken.FILE))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    @Test
    void makesTheTokenAnewWhenACrashLeftAnEmptyFile() throws IOException {
        Files.createFile(folder.resolve(DevelopmentToken.FILE));

        assertThat(DevelopmentToken.in(folder).token()).matches("[0-9a-f]{32}");
    }
}
