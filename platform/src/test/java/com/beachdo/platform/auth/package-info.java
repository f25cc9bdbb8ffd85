/** Tests of access tokens. */
@NullMarked
package com.beachdo.platform.auth;

import org.jspecify.annotations.NullMarked;
