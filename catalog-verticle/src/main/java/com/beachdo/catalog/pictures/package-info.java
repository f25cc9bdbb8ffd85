/** Pictures of listings: signed uploads, checking and re-encoding, publication. */
@NullMarked
@CheckReturnValue
package com.beachdo.catalog.pictures;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
