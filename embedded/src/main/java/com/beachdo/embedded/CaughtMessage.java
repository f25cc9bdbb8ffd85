package com.beachdo.embedded;

import java.time.Instant;

/** A mail or SMS that the stand-ins kept instead of delivering; {@code channel} is "mail" or "sms". */
public record CaughtMessage(String channel, String to, String subject, String text, Instant sentAt) {}
