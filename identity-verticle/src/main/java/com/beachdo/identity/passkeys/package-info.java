/** Passkeys: WebAuthn credentials. */
@NullMarked
@CheckReturnValue
package com.beachdo.identity.passkeys;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
