package io.omnichannel.agent;

import java.util.List;

/** The tools of the agents. Whose turn it is comes from the turn; what a model sends can only fill a tool's parameters. */
public interface Toolbox {

    /** What the agent may use in this turn, in a fixed order. */
    List<Tool> offered(Turn turn);

    /**
     * Has one tool do its work. A tool that is unknown, not offered or given wrong arguments is refused with an outcome that says why;
     * one that fails has an outcome, too.
     *
     * @param arguments what the model wrote, a JSON object at best
     * @throws InterruptedException when the answer was cancelled meanwhile
     */
    ToolOutcome call(Turn turn, String name, String arguments) throws InterruptedException;

    /** Puts on record what a model wanted and nobody was asked for. Returns at once. */
    void refused(Turn turn, List<ToolRefusal> calls);
}
