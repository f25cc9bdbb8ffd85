/** Access tokens and who is allowed. */
@NullMarked
@CheckReturnValue
package com.beachdo.platform.auth;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
