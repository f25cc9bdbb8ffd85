/** The whole main path, walked through the public surface as users walk it. */
@NullMarked
package com.beachdo.launcher.tour;

import org.jspecify.annotations.NullMarked;
