package com.beachdo.forum;

import com.beachdo.platform.rpc.CallContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who reads or writes: somebody, or nobody in particular. */
record Caller(@Nullable UUID id, boolean staff) {
    static Caller current() {
        CallContext context = CallContext.current();
        String subject = context.subject();
        return new Caller(subject == null ? null : UUID.fromString(subject), context.isStaff());
    }

    /** For methods whose access demands somebody. */
    static UUID signedIn() {
        return UUID.fromString(CallContext.current().requireSubject());
    }
}
