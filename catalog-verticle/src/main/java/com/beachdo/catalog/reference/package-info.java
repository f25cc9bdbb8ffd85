/** What the catalog knows beforehand: categories with their attribute schemas, and cities. */
@NullMarked
@CheckReturnValue
package com.beachdo.catalog.reference;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
