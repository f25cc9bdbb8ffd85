/** One class that stands in for the WebP library's own; nothing else of Beachdo belongs here. */
@NullMarked
package com.luciad.imageio.webp;

import org.jspecify.annotations.NullMarked;
