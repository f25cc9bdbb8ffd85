package com.beachdo.catalog.pictures;

/** Why a picture is not shown, with the code that clients see. */
enum PictureFailure {
    NOT_AN_IMAGE("picture.not_an_image", "This is not a picture that can be read."),
    TYPE_MISMATCH("picture.type_mismatch", "The picture is not of the type that was announced."),
    SIZE_MISMATCH("picture.size_mismatch", "The picture is not as long as was announced."),
    ANIMATED("picture.animated", "Moving pictures are not shown."),
    TOO_MANY_PIXELS("picture.too_many_pixels", "The picture has too many pixels."),
    TOO_SMALL("picture.too_small", "The picture is smaller than 64 by 64 pixels."),
    TOO_COMPLEX("picture.too_complex", "The picture takes too long to read.");

    private final String code;
    private final String message;

    PictureFailure(String code, String message) {
        this.code = code;
        this.message = message;
    }

    String code() {
        return code;
    }

    String message() {
        return message;
    }
}
