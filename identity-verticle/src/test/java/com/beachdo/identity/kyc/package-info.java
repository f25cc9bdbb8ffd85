@NullMarked
package com.beachdo.identity.kyc;

import org.jspecify.annotations.NullMarked;
