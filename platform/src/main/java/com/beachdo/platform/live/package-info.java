/** Events to signed-in users' sockets. */
@NullMarked
@CheckReturnValue
package com.beachdo.platform.live;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
