/** The object store for commands. */
@NullMarked
@CheckReturnValue
package com.beachdo.launcher.s3;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
