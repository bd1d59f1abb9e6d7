package io.omnichannel.twilio;

/** What happens to a request whose signature is missing or wrong. There is no "off". */
public enum SignatureMode {
    /** Refused with 403. */
    ENFORCE,
    /** Let in, counted and said aloud: for finding out why a proxy breaks the signature. */
    OBSERVE
}
