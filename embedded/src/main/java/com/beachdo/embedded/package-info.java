/** The backing services a laptop has none of: real servers started beside the application, their data in one folder. */
@NullMarked
@CheckReturnValue
package com.beachdo.embedded;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
