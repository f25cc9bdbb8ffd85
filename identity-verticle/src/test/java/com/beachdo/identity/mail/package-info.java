@NullMarked
package com.beachdo.identity.mail;

import org.jspecify.annotations.NullMarked;
