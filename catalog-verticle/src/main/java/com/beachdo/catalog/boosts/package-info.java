/** Boosts: marked places for listings. */
@NullMarked
@CheckReturnValue
package com.beachdo.catalog.boosts;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
