package com.beachdo.embedded;

import java.time.Instant;

/** What the stand-ins kept instead of delivering; {@code channel} is "mail", "sms" or "push". */
public record CaughtMessage(String channel, String to, String subject, String text, Instant sentAt) {}
