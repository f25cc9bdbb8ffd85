/** Who somebody is: accounts, ways to sign in, sessions and their tokens. */
@NullMarked
@CheckReturnValue
package com.beachdo.identity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
