/** Tests of the whole edge over its port. */
@NullMarked
package com.beachdo.edge;

import org.jspecify.annotations.NullMarked;
