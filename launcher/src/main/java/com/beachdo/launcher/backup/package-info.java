/** Everything an installation keeps, in one file, and back. */
@NullMarked
@CheckReturnValue
package com.beachdo.launcher.backup;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
