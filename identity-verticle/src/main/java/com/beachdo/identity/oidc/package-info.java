/** Accounts elsewhere, through OpenID Connect. */
@NullMarked
@CheckReturnValue
package com.beachdo.identity.oidc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
