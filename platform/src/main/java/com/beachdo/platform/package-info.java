/** What every verticle shares: the wiring of a domain. */
@NullMarked
@CheckReturnValue
package com.beachdo.platform;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
