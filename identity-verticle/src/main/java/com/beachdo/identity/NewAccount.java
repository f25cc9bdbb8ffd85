package com.beachdo.identity;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account about to be made.
 *
 * @param proven whether e-mail and phone are known to be the owner's
 */
record NewAccount(
        UUID id,
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String passwordHash,
        List<String> roles,
        boolean proven) {}
