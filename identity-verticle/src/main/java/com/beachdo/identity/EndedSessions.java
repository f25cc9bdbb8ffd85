package com.beachdo.identity;

import com.beachdo.platform.live.LiveEvents;
import java.util.List;
import java.util.UUID;

/** Tells whoever verifies tokens or holds sockets which sessions are over, and why. */
final class EndedSessions {
    static final String LOGOUT = "logout";
    static final String LOGOUT_ALL = "logout_all";
    static final String ENDED_BY_OWNER = "ended_by_owner";
    static final String REFRESH_REUSED = "refresh_reused";
    static final String SUSPENDED = "suspended";
    static final String BANNED = "banned";
    static final String PASSWORD_CHANGED = "password_changed";
    static final String ROLES_CHANGED = "roles_changed";
    static final String ENDED_BY_STAFF = "ended_by_staff";
    static final String ERASED = "erased";

    private final LiveEvents live;

    EndedSessions(LiveEvents live) {
        this.live = live;
    }

    void tell(UUID accountId, List<UUID> sessionIds, String reason) {
        sessionIds.forEach(id -> live.sessionEnded(accountId.toString(), id.toString(), reason));
    }
}
