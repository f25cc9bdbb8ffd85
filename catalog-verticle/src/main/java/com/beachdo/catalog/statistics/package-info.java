/** What happens to listings, in numbers. */
@NullMarked
@CheckReturnValue
package com.beachdo.catalog.statistics;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
