/** What a request costs: a small loader that anyone can run against their own server. */
@NullMarked
@CheckReturnValue
package com.beachdo.launcher.bench;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
