/** Calls to others' services. */
@NullMarked
@CheckReturnValue
package com.beachdo.identity.provider;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
