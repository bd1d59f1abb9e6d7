package io.omnichannel.platform.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** A program with an embedded database that commits rows, and says so, until it is killed. */
final class OtherProcess {

    private OtherProcess() {}

    static Process on(Path data) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .start();
    }

    /** Prints the server's pid, then a number for every committed row. */
    public static void main(String[] args) throws Exception {
        EmbeddedPostgres postgres = SharedPrograms.start(Path.of(args[0]));
        DatabaseLogin login = postgres.login();
        try (Connection connection = DriverManager.getConnection(login.url(), login.user(), login.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists acknowledged (n int)");
            System.out.println("server " + postgres.pid());
            for (int n = 1; ; n++) {
                statement.execute("insert into acknowledged values (" + n + ")");
                System.out.println("row " + n);
            }
        }
    }
}
