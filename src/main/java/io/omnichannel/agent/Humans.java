package io.omnichannel.agent;

/** Whether somebody is there to hand over to: whom a tenant's number reaches, or who is told in another way. */
public final class Humans {

    private final boolean told;

    private Humans(boolean told) {
        this.told = told;
    }

    /** Nobody but whom a tenant's number reaches. */
    public static Humans atTheirNumber() {
        return new Humans(false);
    }

    /** Whether there is a number or not. */
    public static Humans whoAreTold() {
        return new Humans(true);
    }

    /** Without a number, too: a caller leaves a message, a writer waits. */
    public boolean areTold() {
        return told;
    }

    public boolean areThereFor(AgentSettings tenant) {
        return told || tenant.human().isPresent();
    }
}
