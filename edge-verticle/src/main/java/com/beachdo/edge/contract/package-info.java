/** The OpenAPI contract: one document, and what its operations mean. */
@NullMarked
@CheckReturnValue
package com.beachdo.edge.contract;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
