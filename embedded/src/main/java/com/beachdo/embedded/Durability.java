package com.beachdo.embedded;

/** Whether data must survive a power cut. */
enum Durability {
    KEPT,
    THROW_AWAY
}
