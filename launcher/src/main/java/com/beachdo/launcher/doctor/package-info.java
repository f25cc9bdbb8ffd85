/** Looks at settings and backing services as an operator would, and says how to mend what is wrong. */
@NullMarked
@CheckReturnValue
package com.beachdo.launcher.doctor;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
