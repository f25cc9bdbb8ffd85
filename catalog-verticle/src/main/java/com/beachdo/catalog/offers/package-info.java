/** Offers: bargaining of buyers and sellers. */
@NullMarked
@CheckReturnValue
package com.beachdo.catalog.offers;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
