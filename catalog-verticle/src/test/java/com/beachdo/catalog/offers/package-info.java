@NullMarked
package com.beachdo.catalog.offers;

import org.jspecify.annotations.NullMarked;
