package com.beachdo.embedded;

import org.jspecify.annotations.Nullable;

/** Another place that services may come from. */
interface PartSource {
    /** The running service, null when this source has none of the kind. */
    @Nullable
    Part open(Kind kind);
}
