package io.omnichannel.platform.database;

import io.omnichannel.platform.postgres.EmbeddedPostgresException;
import java.io.PrintStream;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The sub-command {@code migrate}: brings the database to what this program needs, and ends. */
public final class Migrate {

    private Migrate() {}

    /** No beans: of Spring only the settings are wanted, read as the server reads them. */
    private static final class SettingsOnly {}

    /**
     * Works whether the module is switched on or not.
     *
     * @param args {@code --name=value} for settings
     * @return the exit status: 0 when the database is current
     */
    public static int run(String[] args, PrintStream out) {
        try (ConfigurableApplicationContext settings = new SpringApplicationBuilder(SettingsOnly.class)
                        .web(WebApplicationType.NONE)
                        .logStartupInfo(false)
                        .properties("logging.level.root=error")
                        .run(args);
                DatabaseServer server = DatabaseServer.open(settings.getEnvironment())) {
            out.println((server.isEmbedded() ? "Embedded database in " : "Database at ") + server.place());
            DatabaseRoles roles = RoleSetup.create(server);
            out.println(
                    roles.separated()
                            ? "Roles: omni_owner, omni_app and omni_intake"
                            : "Roles: none, tenants are not separated by the database, because " + roles.reason());
            List<String> ran = new DatabaseSchema(server, roles).migrate();
            ran.forEach(name -> out.println("Ran " + name));
            out.println("The database is current" + (ran.isEmpty() ? "; there was nothing to run" : ""));
            return 0;
        } catch (DatabaseException | EmbeddedPostgresException failed) {
            out.println(failed.getMessage());
            return 1;
        }
    }
}
