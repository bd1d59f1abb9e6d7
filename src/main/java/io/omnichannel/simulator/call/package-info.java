/**
 * A call in which somebody talks with the server: its documents, its relay sessions, what was heard, and all that happened.
 */
package io.omnichannel.simulator.call;
