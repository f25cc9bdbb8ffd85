@NullMarked
package com.beachdo.identity.tokens;

import org.jspecify.annotations.NullMarked;
