/** The catalog: categories, listings and their life, search, saved listings, review. */
@NullMarked
@CheckReturnValue
package com.beachdo.catalog;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
