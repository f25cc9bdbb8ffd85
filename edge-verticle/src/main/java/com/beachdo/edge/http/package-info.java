/** HTTP: what comes in, what goes out, and every refusal in between. */
@NullMarked
@CheckReturnValue
package com.beachdo.edge.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
