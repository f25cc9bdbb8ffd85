/** JSON to protobuf messages and back, by plans made once per message type. */
@NullMarked
@CheckReturnValue
package com.beachdo.edge.json;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
