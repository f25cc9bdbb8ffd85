@NullMarked
package com.beachdo.embedded;

import org.jspecify.annotations.NullMarked;
