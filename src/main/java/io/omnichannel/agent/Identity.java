package io.omnichannel.agent;

import java.util.UUID;

/**
 * Whose turn it is: bound by the session or the lane, never taken from what a customer says or a model asks for.
 *
 * @param customer the contact whose conversation it is
 */
public record Identity(String tenant, UUID conversation, UUID customer) {}
