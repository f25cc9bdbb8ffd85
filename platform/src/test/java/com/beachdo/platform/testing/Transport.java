package com.beachdo.platform.testing;

/** How a contract is reached in a test. */
public enum Transport {
    BUS,
    GRPC
}
