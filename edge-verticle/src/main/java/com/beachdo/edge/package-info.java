/** The edge: REST from the OpenAPI contract, the SockJS bridge, and the API's documents. */
@NullMarked
@CheckReturnValue
package com.beachdo.edge;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
