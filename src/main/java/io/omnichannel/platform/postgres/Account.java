package io.omnichannel.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Who PostgreSQL's programs run as. They refuse root, so root starts them in a user namespace of their own, where it is
 * nobody in particular, or, where the system forbids that, as another user who then owns the data.
 */
sealed interface Account {

    /** What comes before the program on its command line. */
    List<String> prefix();

    /** Lets the account write to an existing file or directory. */
    void give(Path path) throws IOException;

    /** We are not root: as ourselves. */
    record Ourselves() implements Account {
        @Override
        public List<String> prefix() {
            return List.of();
        }

        @Override
        public void give(Path path) {
            // It is ours already.
        }
    }

    /** Root outside, nobody inside: files stay root's. */
    record Namespace() implements Account {
        @Override
        public List<String> prefix() {
            return List.of("unshare", "--user", "--");
        }

        @Override
        public void give(Path path) {
            // Outside of the namespace it is the same owner.
        }
    }

    /** Another user, by number. */
    record Other(int uid) implements Account {
        @Override
        public List<String> prefix() {
            return List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups", "--");
        }

        @Override
        public void give(Path path) throws IOException {
            Files.setAttribute(path, "unix:uid", uid);
            Files.setAttribute(path, "unix:gid", uid);
        }
    }

    /** The number of the user "nobody" on every Linux. */
    int NOBODY = 65534;

    /**
     * @param directory the data directory
     * @param cluster where PostgreSQL's files are, or will be
     * @throws EmbeddedPostgresException when we are root and the system offers no way to be somebody else
     */
    static Account choose(Path directory, Path cluster) {
        try {
            int owner = Files.exists(cluster) && isRoot() ? (int) Files.getAttribute(cluster, "unix:uid") : 0;
            if (!isRoot()) {
                return new Ourselves();
            }
            if (owner == 0 && works(new Namespace(), directory)) {
                return new Namespace();
            }
            Other other = new Other(owner == 0 ? NOBODY : owner);
            // The other user must pass through the directory, not read it.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
            if (works(other, directory)) {
                return other;
            }
        } catch (IOException unreadable) {
            throw new EmbeddedPostgresException(
                    "The owner of " + cluster + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        throw new EmbeddedPostgresException("PostgreSQL does not run as root, and neither unshare nor setpriv works"
                + " here for " + directory + ". Start the program as another user, or name a database of your own"
                + " with SPRING_DATASOURCE_URL.");
    }

    private static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                ? Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"))
                : "root".equals(System.getProperty("user.name"));
    }

    private static boolean works(Account account, Path directory) {
        try {
            return new Programs(account, directory)
                    .run("test", "-x", directory.toString())
                    .worked();
        } catch (EmbeddedPostgresException notThere) {
            return false;
        }
    }
}
