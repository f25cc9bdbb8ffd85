/** Limits on how often an operation may be called. */
@NullMarked
@CheckReturnValue
package com.beachdo.platform.ratelimit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
