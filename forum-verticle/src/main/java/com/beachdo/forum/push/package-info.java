/** Handing pushes to those who take them for apps and browsers. */
@NullMarked
@CheckReturnValue
package com.beachdo.forum.push;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
