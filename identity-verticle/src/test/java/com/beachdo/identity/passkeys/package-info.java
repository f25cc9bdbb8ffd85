@NullMarked
package com.beachdo.identity.passkeys;

import org.jspecify.annotations.NullMarked;
