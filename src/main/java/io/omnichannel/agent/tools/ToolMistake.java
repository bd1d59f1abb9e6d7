package io.omnichannel.agent.tools;

/**
 * Something wrong in how a route declares its tool.
 *
 * @param option of the endpoint, empty when none in particular
 * @param problem what is wrong, in one line
 * @param cure what to write instead, in one line
 */
public record ToolMistake(String option, String problem, String cure) {}
