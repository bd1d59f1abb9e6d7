package io.omnichannel.call;

import io.omnichannel.agent.AgentSettings;

/**
 * A machine answered a call of ours.
 *
 * @param leaveMessage whether it is told a sentence before the call ends
 */
record MachineAnswered(String callSid, boolean leaveMessage, AgentSettings settings) {}
