/** Redis: what may be lost. */
@NullMarked
@CheckReturnValue
package com.beachdo.platform.redis;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
