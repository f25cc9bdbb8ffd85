/** Tests of the catalog's reference. */
@NullMarked
package com.beachdo.catalog.reference;

import org.jspecify.annotations.NullMarked;
