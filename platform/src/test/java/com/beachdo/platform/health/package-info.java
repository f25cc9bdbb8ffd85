/** Tests of readiness. */
@NullMarked
package com.beachdo.platform.health;

import org.jspecify.annotations.NullMarked;
