/** What goes out: checked, sent in order, looked for where nobody knows, and what providers say became of it. */
package io.omnichannel.messaging.outbox;
