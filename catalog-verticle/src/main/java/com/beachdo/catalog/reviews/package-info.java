/** What buyers say of sellers. */
@NullMarked
@CheckReturnValue
package com.beachdo.catalog.reviews;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
