/** What a process tells of itself: its log, without secrets, and its metrics. */
@NullMarked
@CheckReturnValue
package com.beachdo.platform.telemetry;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
