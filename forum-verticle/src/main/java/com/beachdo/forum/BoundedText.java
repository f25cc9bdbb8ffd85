package com.beachdo.forum;

/** Text that refuses to grow beyond a length. */
final class BoundedText implements Appendable {
    private final StringBuilder text = new StringBuilder();
    private final int max;

    /** It would have grown too long. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1;

        Full() {
            super("full", null, false, false);
        }
    }

    BoundedText(int max) {
        this.max = max;
    }

    @Override
    public BoundedText append(CharSequence more) {
        return append(more, 0, more.length());
    }

    @Override
    public BoundedText append(CharSequence more, int start, int end) {
        if (text.length() + end - start > max) {
            throw new Full();
        }
        text.append(more, start, end);
        return this;
    }

    @Override
    public BoundedText append(char more) {
        return append(String.valueOf(more));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
