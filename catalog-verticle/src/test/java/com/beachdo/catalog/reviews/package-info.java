@NullMarked
package com.beachdo.catalog.reviews;

import org.jspecify.annotations.NullMarked;
