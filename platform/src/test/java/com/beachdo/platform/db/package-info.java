/** Tests of what domains keep. */
@NullMarked
package com.beachdo.platform.db;

import org.jspecify.annotations.NullMarked;
