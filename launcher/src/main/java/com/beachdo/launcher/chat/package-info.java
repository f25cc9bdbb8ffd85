/** Chat under trial: clients that talk to a running server, what they saw, and what it cost. */
@NullMarked
@CheckReturnValue
package com.beachdo.launcher.chat;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
