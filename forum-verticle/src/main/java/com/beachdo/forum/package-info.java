/** Boards, threads, comments and likes. */
@NullMarked
@CheckReturnValue
package com.beachdo.forum;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
