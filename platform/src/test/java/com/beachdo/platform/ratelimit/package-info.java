/** Tests of limits. */
@NullMarked
package com.beachdo.platform.ratelimit;

import org.jspecify.annotations.NullMarked;
