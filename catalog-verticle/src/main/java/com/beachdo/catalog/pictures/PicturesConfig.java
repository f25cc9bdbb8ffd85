package com.beachdo.catalog.pictures;

import com.beachdo.platform.config.Env;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Where pictures are kept.
 *
 * @param endpoint of the S3-compatible store, as this process reaches it
 * @param publicEndpoint of the same store, as clients reach it to upload
 * @param stagingBucket for uploads: private, and best emptied by the store itself after a day
 * @param mediaBucket for what is published
 * @param privateBucket for pictures in messages: private, and kept
 * @param mediaUrl where clients fetch what is in the media bucket
 * @param purge who in front of it forgets what is gone; null when nobody is told
 */
public record PicturesConfig(
        URI endpoint,
        URI publicEndpoint,
        String region,
        String accessKey,
        SecretKey secretKey,
        String stagingBucket,
        String mediaBucket,
        String privateBucket,
        URI mediaUrl,
        @Nullable PurgeConfig purge) {

    @NullUnmarked // javac 17 does not read @Nullable of a type argument from class files: Env could not be called
    public static PicturesConfig from(Function<String, @Nullable String> source) {
        Env env = new Env(source);
        URI endpoint = env.uri("BEACHDO_S3_ENDPOINT", "http", "https");
        return new PicturesConfig(
                endpoint,
                env.uri("BEACHDO_S3_PUBLIC_ENDPOINT", endpoint, "http", "https"),
                env.string("BEACHDO_S3_REGION", "ap-south-1"),
                env.required("BEACHDO_S3_ACCESS_KEY"),
                new SecretKey(env.required("BEACHDO_S3_SECRET_KEY")),
                env.required("BEACHDO_S3_STAGING_BUCKET"),
                env.required("BEACHDO_S3_MEDIA_BUCKET"),
                env.required("BEACHDO_S3_PRIVATE_BUCKET"),
                env.uri("BEACHDO_MEDIA_URL", "http", "https"),
                PurgeConfig.from(env));
    }

    /** Signs what we ask of the store. Never printed. */
    public record SecretKey(String value) {
        @Override
        public String toString() {
            return "SecretKey[hidden]";
        }
    }
}
