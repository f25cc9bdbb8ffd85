package com.beachdo.launcher.backup;

import com.beachdo.platform.config.Env;
import java.util.Map;
import java.util.TreeMap;

/** The buckets of an installation by what they are for; names may differ where a backup is put back. */
final class Buckets {
    private Buckets() {}

    static Map<String, String> of(Env env) {
        return new TreeMap<>(Map.of(
                "media",
                env.required("BEACHDO_S3_MEDIA_BUCKET"),
                "private",
                env.required("BEACHDO_S3_PRIVATE_BUCKET"),
                "staging",
                env.required("BEACHDO_S3_STAGING_BUCKET")));
    }
}
