/** Tests of the transcoding. */
@NullMarked
package com.beachdo.edge.json;

import org.jspecify.annotations.NullMarked;
