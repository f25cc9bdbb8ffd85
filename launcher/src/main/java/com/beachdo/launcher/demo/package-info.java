/** Data to look at and to measure with: made up, the same every time. */
@NullMarked
@CheckReturnValue
package com.beachdo.launcher.demo;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
