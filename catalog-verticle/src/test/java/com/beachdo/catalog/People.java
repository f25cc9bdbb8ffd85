package com.beachdo.catalog;

import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.TestSystem;

/** Callers. */
public final class People {
    private People() {}

    public static CallContext seller() {
        return TestSystem.caller(Ids.next().toString(), "BUYER", "SELLER");
    }

    public static CallContext buyer() {
        return TestSystem.caller(Ids.next().toString(), "BUYER");
    }

    public static CallContext staff() {
        return TestSystem.caller(Ids.next().toString(), "BUYER", "MODERATOR");
    }

    public static CallContext admin() {
        return TestSystem.caller(Ids.next().toString(), "BUYER", "ADMIN");
    }

    public static CallContext integrator() {
        return TestSystem.caller(Ids.next().toString(), "BUYER", "INTEGRATOR");
    }

    public static CallContext anybody() {
        return CallContext.ANONYMOUS;
    }
}
