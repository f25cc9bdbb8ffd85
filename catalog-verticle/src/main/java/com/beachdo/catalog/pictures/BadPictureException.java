package com.beachdo.catalog.pictures;

/** A picture that will never be shown. */
final class BadPictureException extends Exception {
    private static final long serialVersionUID = 1;

    private final PictureFailure failure;

    BadPictureException(PictureFailure failure) {
        super(failure.code(), null, false, false);
        this.failure = failure;
    }

    PictureFailure failure() {
        return failure;
    }
}
