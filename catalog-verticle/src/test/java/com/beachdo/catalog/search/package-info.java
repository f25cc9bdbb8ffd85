/** Tests of the catalog's search. */
@NullMarked
package com.beachdo.catalog.search;

import org.jspecify.annotations.NullMarked;
