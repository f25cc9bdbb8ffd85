package com.beachdo.catalog.pictures;

/** The sizes in which a picture is published. */
enum Rendition {
    THUMB("thumb", 320),
    MEDIUM("medium", 800),
    LARGE("large", 1600);

    private final String title;
    private final int longestSide;

    Rendition(String title, int longestSide) {
        this.title = title;
        this.longestSide = longestSide;
    }

    String title() {
        return title;
    }

    /** At most, in pixels. */
    int longestSide() {
        return longestSide;
    }
}
