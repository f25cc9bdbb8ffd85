/** Tests of several nodes together. */
@NullMarked
package com.beachdo.launcher.cluster;

import org.jspecify.annotations.NullMarked;
