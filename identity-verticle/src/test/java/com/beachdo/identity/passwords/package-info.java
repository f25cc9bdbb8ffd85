@NullMarked
package com.beachdo.identity.passwords;

import org.jspecify.annotations.NullMarked;
