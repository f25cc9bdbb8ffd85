/** Configuration from the environment. */
@NullMarked
@CheckReturnValue
package com.beachdo.platform.config;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
