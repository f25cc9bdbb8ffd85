/** Tests of logs and metrics. */
@NullMarked
package com.beachdo.platform.telemetry;

import org.jspecify.annotations.NullMarked;
