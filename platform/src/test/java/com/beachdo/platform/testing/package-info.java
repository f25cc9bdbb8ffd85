/** What the tests of every domain stand on. */
@NullMarked
package com.beachdo.platform.testing;

import org.jspecify.annotations.NullMarked;
