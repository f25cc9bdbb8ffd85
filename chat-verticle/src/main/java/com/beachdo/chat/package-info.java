/** Chat: rooms of a buyer and a seller about a listing, their messages, receipts and blocks. */
@NullMarked
@CheckReturnValue
package com.beachdo.chat;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
