package io.omnichannel.faults;

import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.postgres.DatabaseLogin;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Tenants with their numbers, in a database that is looked at from beside the program. */
record House(JdbcTemplate database, List<String> numbers) {

    private static final int TENANTS = 8;

    /** @param login of a database with tables */
    static House in(DatabaseLogin login) {
        JdbcTemplate database =
                new JdbcTemplate(new DriverManagerDataSource(login.url(), login.user(), login.password()));
        return new House(
                database,
                IntStream.range(0, TENANTS)
                        .mapToObj(number -> tenant(database, number))
                        .toList());
    }

    private static String tenant(JdbcTemplate database, int number) {
        String tenant = "house-" + number;
        String phone = "+3318700%04d".formatted(number);
        try {
            database.update("insert into omni_tenants values (?)", tenant);
            database.update(
                    "insert into omni_agent_configs (tenant_id, id, settings) values (?, ?, ?::jsonb)",
                    tenant,
                    Uuid7.next(),
                    Jackson2ObjectMapperBuilder.json().build().writeValueAsString(AgentDefaults.settings()));
            database.update(
                    "insert into omni_phone_mappings (tenant_id, id, phone_number) values (?, ?, ?)",
                    tenant,
                    Uuid7.next(),
                    phone);
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        return phone;
    }
}
