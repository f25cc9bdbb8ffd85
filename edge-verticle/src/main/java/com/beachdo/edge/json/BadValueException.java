package com.beachdo.edge.json;

/** A value that cannot be what its field wants; the pointer says where it is. */
public final class BadValueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String pointer;
    private final String detail;

    BadValueException(String detail) {
        this("", detail);
    }

    private BadValueException(String pointer, String detail) {
        super(pointer + " " + detail, null, false, false);
        this.pointer = pointer;
        this.detail = detail;
    }

    BadValueException within(String segment) {
        return new BadValueException("/" + segment.replace("~", "~0").replace("/", "~1") + pointer, detail);
    }

    /** JSON pointer from the tree that was read. */
    public String pointer() {
        return pointer;
    }

    public String detail() {
        return detail;
    }
}
