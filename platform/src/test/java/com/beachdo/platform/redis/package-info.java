/** Tests of Redis. */
@NullMarked
package com.beachdo.platform.redis;

import org.jspecify.annotations.NullMarked;
