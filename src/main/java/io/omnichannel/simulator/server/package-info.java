/**
 * The doubles in the server's own process, where it has no account: their addresses, a tenant to call, and how to go on.
 */
package io.omnichannel.simulator.server;
