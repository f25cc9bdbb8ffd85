/** Finding listings. */
@NullMarked
@CheckReturnValue
package com.beachdo.catalog.search;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
