package com.beachdo.moderation;

import com.beachdo.moderation.v1.TargetType;

/** Something that can be reported. */
record Content(TargetType type, String id, String ownerId) {}
