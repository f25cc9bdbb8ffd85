/** Whether the process can serve. */
@NullMarked
@CheckReturnValue
package com.beachdo.platform.health;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
