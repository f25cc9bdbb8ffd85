/** Tests of the parts of HTTP that need no server. */
@NullMarked
package com.beachdo.edge.http;

import org.jspecify.annotations.NullMarked;
