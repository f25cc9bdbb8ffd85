/** Access tokens and the keys that sign them, and refresh tokens. */
@NullMarked
@CheckReturnValue
package com.beachdo.identity.tokens;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
