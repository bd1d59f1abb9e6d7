package io.omnichannel.admin;

import io.omnichannel.platform.HealthComponent;
import io.omnichannel.platform.database.DatabaseProbe;
import io.omnichannel.platform.database.DatabaseRoles;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Without the database nothing is accepted; without its roles the program works as the login that it was given. */
@Component
final class DatabaseHealth implements HealthComponent {

    private final DatabaseProbe probe;
    private final DatabaseRoles roles;

    DatabaseHealth(DatabaseProbe probe, DatabaseRoles roles) {
        this.probe = probe;
        this.roles = roles;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Optional<Finding> finding() {
        DatabaseProbe.State state = probe.state();
        if (!state.up()) {
            return Optional.of(
                    new Finding(false, "database_unreachable", "The database does not answer since " + state.since()));
        }
        return roles.separated()
                ? Optional.empty()
                : Optional.of(new Finding(true, "roles_not_separated", roles.reason()));
    }
}
