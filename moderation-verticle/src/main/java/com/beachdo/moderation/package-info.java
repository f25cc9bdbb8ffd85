/** Reports, the cases they fold into, what staff decides, and the audit of it. */
@NullMarked
@CheckReturnValue
package com.beachdo.moderation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
