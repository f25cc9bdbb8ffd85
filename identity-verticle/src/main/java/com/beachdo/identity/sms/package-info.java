/** Handing SMS to providers. */
@NullMarked
@CheckReturnValue
package com.beachdo.identity.sms;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
