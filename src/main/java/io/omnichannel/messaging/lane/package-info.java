/** Conversations that wait for an answer: claimed, decided on, answered by the agent, put off or given to a human. */
package io.omnichannel.messaging.lane;
