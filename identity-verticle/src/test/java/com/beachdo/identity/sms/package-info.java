@org.jspecify.annotations.NullMarked
package com.beachdo.identity.sms;
