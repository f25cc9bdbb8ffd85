/** Signed-in users' sockets: tickets, the event-bus bridge protocol, live events. */
@NullMarked
@CheckReturnValue
package com.beachdo.edge.realtime;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
