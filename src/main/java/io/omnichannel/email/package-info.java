/**
 * Mail in and out: SendGrid's Inbound Parse and events, what a mail says, and the mail that answers it. Knows no HTTP
 * server and no database; Camel only at its door, {@link io.omnichannel.email.EmailProcessors}.
 */
package io.omnichannel.email;
