/** Mails to the owners of accounts: what they say, and how they go out. */
@NullMarked
@CheckReturnValue
package com.beachdo.identity.mail;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
