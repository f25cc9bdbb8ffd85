/** Tests of the contracts' two transports. */
@NullMarked
package com.beachdo.platform.rpc;

import org.jspecify.annotations.NullMarked;
