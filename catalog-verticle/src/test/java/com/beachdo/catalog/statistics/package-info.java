@NullMarked
package com.beachdo.catalog.statistics;

import org.jspecify.annotations.NullMarked;
