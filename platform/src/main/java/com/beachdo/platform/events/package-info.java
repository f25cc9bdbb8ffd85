/** Domain events: outbox, relay, inbox. */
@NullMarked
@CheckReturnValue
package com.beachdo.platform.events;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
