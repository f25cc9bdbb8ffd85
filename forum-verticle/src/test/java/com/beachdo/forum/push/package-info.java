@NullMarked
package com.beachdo.forum.push;

import org.jspecify.annotations.NullMarked;
