package io.omnichannel.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/**
 * One file of {@code db/migration}, known by what it makes: whoever runs migrations by hand keeps no history.
 *
 * @param makes tables, indexes and views by name, columns as {@code table.column}
 * @param drops the same, of earlier files
 */
record MigrationFile(String name, Set<String> makes, Set<String> drops) {

    private static final Pattern MADE =
            Pattern.compile("create\\s+(?:unique\\s+)?(?:table|index|view|materialized\\s+view)\\s+"
                    + "(?:concurrently\\s+)?(?:if\\s+not\\s+exists\\s+)?(omni_\\w+|idx_\\w+)");
    private static final Pattern DROPPED =
            Pattern.compile("drop\\s+(?:table|index|view|materialized\\s+view)\\s+(?:if\\s+exists\\s+)?(\\w+)");
    private static final Pattern ALTERED = Pattern.compile("alter\\s+table\\s+(?:only\\s+)?(\\w+)([^;]*)");
    private static final Pattern COLUMN =
            Pattern.compile("\\b(add|drop)\\s+column\\s+(?:if\\s+(?:not\\s+)?exists\\s+)?(\\w+)");

    private static final String EXISTS =
            """
            select case when position('.' in wanted) = 0 then to_regclass(wanted) is not null
              else exists (select from pg_attribute
                           where attrelid = to_regclass(split_part(wanted, '.', 1))
                             and attname = split_part(wanted, '.', 2) and not attisdropped)
              end
            from (select ?::text as wanted) as question
            """;

    static MigrationFile load(String name) {
        try {
            return parse(
                    name, new ClassPathResource("db/migration/" + name).getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static MigrationFile parse(String name, String text) {
        String sql = text.replaceAll("--[^\n]*", "").toLowerCase(Locale.ROOT);
        Set<String> makes = new LinkedHashSet<>();
        Set<String> drops = new LinkedHashSet<>();
        MADE.matcher(sql).results().forEach(found -> makes.add(found.group(1)));
        DROPPED.matcher(sql).results().forEach(found -> drops.add(found.group(1)));
        Matcher altered = ALTERED.matcher(sql);
        while (altered.find()) {
            String table = altered.group(1);
            COLUMN.matcher(altered.group(2))
                    .results()
                    .forEach(found -> (found.group(1).equals("add") ? makes : drops).add(table + "." + found.group(2)));
        }
        return new MigrationFile(name, makes, drops);
    }

    /** Whether the database itself tells if this file was run: one that only changes rows leaves nothing to look for. */
    boolean isRecognisable() {
        return !makes.isEmpty();
    }

    /** Whether everything that this file makes, and no later one drops again, is there; never so when it makes nothing. */
    boolean isApplied(Connection connection, Set<String> droppedLater) throws SQLException {
        if (!isRecognisable()) {
            return false;
        }
        try (PreparedStatement exists = connection.prepareStatement(EXISTS)) {
            for (String object : makes) {
                if (!droppedLater.contains(object)) {
                    exists.setString(1, object);
                    try (ResultSet row = exists.executeQuery()) {
                        row.next();
                        if (!row.getBoolean(1)) {
                            return false;
                        }
                    }
                }
            }
            return true;
        }
    }
}
