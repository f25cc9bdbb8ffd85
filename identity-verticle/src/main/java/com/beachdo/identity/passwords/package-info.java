/** Passwords: what they must be, and how they are kept. */
@NullMarked
@CheckReturnValue
package com.beachdo.identity.passwords;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
