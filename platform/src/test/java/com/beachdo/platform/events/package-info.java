/** Tests of the way of events. */
@NullMarked
package com.beachdo.platform.events;

import org.jspecify.annotations.NullMarked;
