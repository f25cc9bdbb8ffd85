package com.beachdo.edge.contract;

/** The contract says something that can't be served; the message is meant for its author. */
public final class ContractException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ContractException(String where, String problem) {
        super(where + ": " + problem);
    }
}
