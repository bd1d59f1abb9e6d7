package io.omnichannel.platform.database;

/**
 * Whether the program works as roles of its own. They are prepared for row-level security, which no table has yet.
 *
 * @param separated true: tenants' work runs as {@code omni_app}, intake as {@code omni_intake}; false: all as the login
 * @param reason why not, for health and log; empty when separated
 */
public record DatabaseRoles(boolean separated, String reason) {

    static final String OWNER = "omni_owner";
    static final String APP = "omni_app";
    static final String INTAKE = "omni_intake";

    /** What a new connection runs to work as a role. */
    String become(String role) {
        return separated ? "set role " + role : "";
    }
}
