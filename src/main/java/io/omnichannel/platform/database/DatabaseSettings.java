package io.omnichannel.platform.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many connections we hold. Each commit waits for the disk, so the best number follows the disk, not the CPU.
 *
 * @param poolSize for everything that knows its tenant
 * @param intakePoolSize for webhooks and the claims of work
 */
@ConfigurationProperties("omnichannel.database")
record DatabaseSettings(@DefaultValue("16") int poolSize, @DefaultValue("16") int intakePoolSize) {}
