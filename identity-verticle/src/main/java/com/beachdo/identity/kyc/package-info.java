/** Proof of identity: consent, the provider's protocol, the signed document, and what is kept of it. */
@NullMarked
@CheckReturnValue
package com.beachdo.identity.kyc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
