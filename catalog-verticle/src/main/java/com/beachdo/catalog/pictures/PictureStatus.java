package com.beachdo.catalog.pictures;

/** How far a picture is. */
enum PictureStatus {
    PENDING,
    PROCESSING,
    READY,
    FAILED
}
