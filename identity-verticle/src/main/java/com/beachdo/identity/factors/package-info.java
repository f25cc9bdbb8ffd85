/** Second factors. */
@NullMarked
@CheckReturnValue
package com.beachdo.identity.factors;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
