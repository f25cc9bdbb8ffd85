/** Tests of the catalog. */
@NullMarked
package com.beachdo.catalog;

import org.jspecify.annotations.NullMarked;
