/** Rules that look through listings and tell moderation what they find. */
@NullMarked
@CheckReturnValue
package com.beachdo.catalog.quality;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
