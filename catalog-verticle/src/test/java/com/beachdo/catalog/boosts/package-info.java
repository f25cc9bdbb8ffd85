@NullMarked
package com.beachdo.catalog.boosts;

import org.jspecify.annotations.NullMarked;
