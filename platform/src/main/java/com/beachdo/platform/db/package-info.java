/** A domain's own PostgreSQL schema. */
@NullMarked
@CheckReturnValue
package com.beachdo.platform.db;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
