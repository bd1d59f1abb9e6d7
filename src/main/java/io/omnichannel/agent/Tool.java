package io.omnichannel.agent;

/**
 * Something that an agent may have done for a customer.
 *
 * @param name in snake case, as a configuration's {@code tools} names it
 * @param description what it does and when to use it, for the model
 * @param schema JSON Schema of its arguments, an object
 */
public record Tool(String name, String description, String schema) {}
