/** The feed of changes for who keeps a copy of public listings. */
@NullMarked
@CheckReturnValue
package com.beachdo.catalog.feed;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
