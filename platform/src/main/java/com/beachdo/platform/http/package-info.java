/** Calls to servers outside of Beachdo. */
@NullMarked
@CheckReturnValue
package com.beachdo.platform.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
