/** Throttling of every way in. */
@NullMarked
@CheckReturnValue
package com.beachdo.identity.gate;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
