/** Tests of configuration. */
@NullMarked
package com.beachdo.platform.config;

import org.jspecify.annotations.NullMarked;
