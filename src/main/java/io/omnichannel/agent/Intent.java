package io.omnichannel.agent;

/** What a customer wants, as far as fixed rules can tell. Where a text holds several, the first of this list counts. */
enum Intent {
    HUMAN,
    WHAT_DID_I_SAY,
    CALL_BACK,
    SMS,
    WHATSAPP,
    EMAIL,
    OPENING_HOURS,
    WHO_ARE_YOU,
    ABILITIES,
    REPEAT,
    GOODBYE,
    ARE_YOU_THERE,
    HOLD_ON,
    DIGITS,
    NO,
    YES,
    THANKS,
    GREETING,
    UNKNOWN
}
