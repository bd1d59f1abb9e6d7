package io.omnichannel.platform.postgres;

/**
 * Where a database is and who enters it.
 *
 * @param url {@code jdbc:postgresql://…}
 */
public record DatabaseLogin(String url, String user, String password) {

    @Override
    public String toString() {
        return user + " at " + url;
    }
}
