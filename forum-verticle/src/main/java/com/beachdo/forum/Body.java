package com.beachdo.forum;

/** A body as written and as shown. */
record Body(String source, String html) {}
