/** How well the search finds what people mean. */
@NullMarked
@CheckReturnValue
package com.beachdo.launcher.search;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
