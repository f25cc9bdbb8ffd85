/** What people write. */
@NullMarked
@CheckReturnValue
package com.beachdo.platform.text;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
