package io.omnichannel.histories;

/** What can happen to a conversation; a weight says how often it does. */
enum Act {
    SMS(14),
    WHATSAPP(10),
    MAIL(5),
    /** On WhatsApp by the id that hides the number. */
    SCOPED(6),
    /** On WhatsApp by id and number: proof that both are one customer. */
    BOTH(3),
    STOP(3),
    START(3),
    HELP(1),
    REVOKE(1),
    WISH_SMS(2),
    WISH_WHATSAPP(2),
    WISH_MAIL(1),
    WISH_CALL(1),
    /** The agent has an idea of its own where to go on. */
    AGENTS_IDEA(2),
    ASK_HUMAN(3),
    CALL(4),
    WRITE(7),
    WRITE_WHATSAPP(1),
    TAKE_OVER(8),
    RELEASE(8),
    CLOSE(3),
    SWITCH_SMS(2),
    SWITCH_WHATSAPP(2),
    SWITCH_MAIL(1),
    SWITCH_CALL(1),
    MERGE(3),
    UNDO(3),
    /** Until nothing is left to be done. */
    REST(6);

    final int weight;

    Act(int weight) {
        this.weight = weight;
    }

    /** Only where a customer has more names than one. */
    boolean ofTwo() {
        return this == SCOPED || this == BOTH || this == MERGE || this == UNDO;
    }

    /** Whether a human or the law decides what becomes of what was written before. */
    boolean settles() {
        return switch (this) {
            case STOP, REVOKE, HELP, ASK_HUMAN, CALL, WRITE, WRITE_WHATSAPP, TAKE_OVER, CLOSE, WISH_CALL, SWITCH_CALL ->
                true;
            default -> false;
        };
    }
}
