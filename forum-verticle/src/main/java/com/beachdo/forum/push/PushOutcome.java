package com.beachdo.forum.push;

/** What became of a push. */
public sealed interface PushOutcome {
    /** The service has it. */
    record Taken() implements PushOutcome {}

    /** The device is not there any more. */
    record Gone() implements PushOutcome {}

    /** It would be refused again. */
    record Refused(String why) implements PushOutcome {}

    /**
     * It may be taken later.
     *
     * @param seconds what the service asks to wait at least; 0 when it does not say
     */
    record Later(String why, int seconds) implements PushOutcome {}
}
