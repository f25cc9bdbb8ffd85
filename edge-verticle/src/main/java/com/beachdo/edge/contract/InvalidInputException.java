package com.beachdo.edge.contract;

import com.beachdo.platform.rpc.FieldError;
import java.util.List;

/** A request breaks its contract; says which fields, and how. */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<FieldError> errors;

    public InvalidInputException(List<FieldError> errors) {
        super("invalid input", null, false, false);
        this.errors = List.copyOf(errors);
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** The same of a request whose path parameters are fields like any other. */
    InvalidInputException inOneObject() {
        String path = "/" + Input.PATH + "/";
        return new InvalidInputException(errors.stream()
                .map(error -> error.pointer().startsWith(path)
                        ? new FieldError(error.pointer().substring(path.length() - 1), error.detail())
                        : error)
                .toList());
    }
}
