@NullMarked
package com.beachdo.identity.factors;

import org.jspecify.annotations.NullMarked;
