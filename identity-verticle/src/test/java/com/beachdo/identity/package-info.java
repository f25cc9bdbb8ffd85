/** Tests of identity. */
@NullMarked
package com.beachdo.identity;

import org.jspecify.annotations.NullMarked;
