@NullMarked
package com.beachdo.launcher.chat;

import org.jspecify.annotations.NullMarked;
