package com.beachdo.forum.push;

import io.vertx.core.Future;

/** Takes pushes for devices of its kind. */
public interface PushProvider {
    /** Fails when there was no answer. */
    Future<PushOutcome> send(Push push);
}
