package io.omnichannel.simulator;

import java.net.URI;

/** What the server answered to a webhook; {@code url} is the address as Twilio knows it, "" for a missing content type. */
public record WebhookAnswer(URI url, int status, String contentType, byte[] body) {}
