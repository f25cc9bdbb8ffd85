/** Whether it is a person who asks, by what a provider of CAPTCHAs says. */
@NullMarked
@CheckReturnValue
package com.beachdo.identity.captcha;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
