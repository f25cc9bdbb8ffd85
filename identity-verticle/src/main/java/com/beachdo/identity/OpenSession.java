package com.beachdo.identity;

import com.beachdo.identity.tokens.RefreshToken;
import java.util.UUID;

/**
 * A session of an account, with the refresh token that continues it.
 *
 * @param steppedUp whether it has shown a second factor lately
 */
record OpenSession(Account account, UUID sessionId, RefreshToken refreshToken, boolean steppedUp) {}
