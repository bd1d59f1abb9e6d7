/** SendGrid's API and webhooks: what was sent, and what somebody writes. */
package io.omnichannel.simulator.mail;
