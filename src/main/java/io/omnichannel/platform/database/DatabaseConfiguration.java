package io.omnichannel.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The database as the rest of the program sees it: two pools, one a role. Each bean takes the one it rests on as a
 * parameter, so that the pools close before the server stops and the server stops last.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseConfiguration.class);

    @Bean
    DatabaseServer databaseServer(Environment settings, DatabaseSettings pools) {
        DatabaseServer server = DatabaseServer.open(settings);
        try {
            pools.requireRoomAt(server);
            return server;
        } catch (DatabaseException tooMany) {
            server.close();
            throw tooMany;
        }
    }

    /** Known only after the migrations: whoever has this bean has the tables. */
    @Bean
    DatabaseRoles databaseRoles(DatabaseServer server, Environment settings) {
        DatabaseRoles roles;
        if (settings.getProperty("spring.flyway.enabled", Boolean.class, true)) {
            roles = RoleSetup.create(server);
            List<String> ran = new DatabaseSchema(server, roles).migrate();
            LOG.info("Database is current, {} migrations run", ran.size());
        } else {
            roles = RoleSetup.inspect(server);
            new DatabaseSchema(server, roles).requireCurrent();
        }
        if (!roles.separated()) {
            LOG.warn("The program does not work as database roles of its own: {}", roles.reason());
        }
        return roles;
    }

    @Bean
    @Primary
    HikariDataSource appDataSource(DatabaseServer server, DatabaseRoles roles, DatabaseSettings settings) {
        return PoolLimits.APP.pool("app", server.login(), roles.become(DatabaseRoles.APP), settings.poolSize());
    }

    @Bean
    HikariDataSource intakeDataSource(DatabaseServer server, DatabaseRoles roles, DatabaseSettings settings) {
        return PoolLimits.INTAKE.pool(
                "intake", server.login(), roles.become(DatabaseRoles.INTAKE), settings.intakePoolSize());
    }

    @Bean
    @Primary
    JdbcClient appJdbc(@Qualifier("appDataSource") DataSource pool) {
        return JdbcClient.create(pool);
    }

    @Bean
    JdbcClient intakeJdbc(@Qualifier("intakeDataSource") DataSource pool) {
        return JdbcClient.create(pool);
    }

    @Bean
    @Primary
    PlatformTransactionManager appTransactions(@Qualifier("appDataSource") DataSource pool) {
        return new JdbcTransactionManager(pool);
    }

    @Bean
    TenantSql tenantSql(@Qualifier("appDataSource") DataSource pool) {
        return new TenantSql(pool);
    }

    @Bean
    DatabaseProbe databaseProbe(@Qualifier("intakeDataSource") DataSource pool) {
        return DatabaseProbe.of(pool);
    }
}
