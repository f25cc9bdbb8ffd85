@NullMarked
package com.beachdo.catalog.feed;

import org.jspecify.annotations.NullMarked;
