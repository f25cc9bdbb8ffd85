/** One contract, two transports: calls over the event bus and over gRPC. */
@NullMarked
@CheckReturnValue
package com.beachdo.platform.rpc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
