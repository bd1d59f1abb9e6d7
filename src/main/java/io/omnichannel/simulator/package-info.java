/**
 * A Twilio and a SendGrid of our own, built from their documentation: here what all of them share, an account and the
 * webhooks it signs, what goes wrong on request, and the rules that a server can break.
 */
package io.omnichannel.simulator;
