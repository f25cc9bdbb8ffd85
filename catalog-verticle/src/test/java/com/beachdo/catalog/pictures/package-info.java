/** Tests of pictures. */
@NullMarked
package com.beachdo.catalog.pictures;

import org.jspecify.annotations.NullMarked;
