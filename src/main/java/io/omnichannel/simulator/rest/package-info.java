/**
 * Twilio's REST API: messages, calls and conversations, the webhooks that tell of them, and the telephones they reach.
 */
package io.omnichannel.simulator.rest;
