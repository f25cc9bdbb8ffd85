@NullMarked
package com.beachdo.launcher.search;

import org.jspecify.annotations.NullMarked;
