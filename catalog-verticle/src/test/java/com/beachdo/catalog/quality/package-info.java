@NullMarked
package com.beachdo.catalog.quality;

import org.jspecify.annotations.NullMarked;
