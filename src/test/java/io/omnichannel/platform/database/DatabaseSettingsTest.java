package io.omnichannel.platform.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class DatabaseSettingsTest {

    @Test
    void refuseMoreConnectionsThanTheEmbeddedDatabaseTakes() {
        assertThatCode(() -> new DatabaseSettings(76, 16).requireRoomIn(100)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new DatabaseSettings(77, 16).requireRoomIn(100))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("are 77 and 16: together they must not be more than 92");
    }

    @Test
    void refuseADatabaseInNoFolderAtAll() {
        assertThatThrownBy(() -> DatabaseServer.open(new MockEnvironment().withProperty("omnichannel.data-dir", " ")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("OMNICHANNEL_DATA_DIR (omnichannel.data-dir) is empty");
    }
}
