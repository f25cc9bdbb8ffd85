package com.beachdo.identity;

import java.util.UUID;

/** A session of an account, with the refresh token that continues it. */
record OpenSession(Account account, UUID sessionId, RefreshToken refreshToken) {}
