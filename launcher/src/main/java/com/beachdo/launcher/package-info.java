/** The program: roles, the embedded services around them, and the commands. */
@NullMarked
@CheckReturnValue
package com.beachdo.launcher;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
