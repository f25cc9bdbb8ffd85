package com.beachdo.launcher.doctor;

import com.beachdo.launcher.s3.S3Store;
import com.beachdo.platform.config.Env;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Whether the object store lets us write its buckets, publishes the one and hides the others. */
final class StoreCheck {
    private static final int PATIENCE_MILLIS = 3_000;
    private static final byte[] CONTENT = "written by ./beachdo doctor".getBytes(StandardCharsets.UTF_8);

    private final Env env;
    private final Findings findings;

    StoreCheck(Env env, Findings findings) {
        this.env = env;
        this.findings = findings;
    }

    void run() {
        try (S3Store store = S3Store.of(env)) {
            bucket(store, "BEACHDO_S3_STAGING_BUCKET", true);
            bucket(store, "BEACHDO_S3_PRIVATE_BUCKET", true);
            bucket(store, "BEACHDO_S3_MEDIA_BUCKET", false);
        }
    }

    private void bucket(S3Store store, String variable, boolean hidden) {
        String bucket = env.required(variable);
        String key = "doctor/" + UUID.randomUUID();
        try {
            store.put(bucket, key, CONTENT);
            if (hidden) {
                requireHidden(variable, bucket, key);
            } else {
                requireServed(key);
            }
            store.delete(bucket, key);
            findings.ok(variable, bucket + " can be written");
        } catch (SdkException e) {
            refused(variable, bucket, e);
        }
    }

    private void requireHidden(String variable, String bucket, String key) {
        URI staging = URI.create(env.required("BEACHDO_S3_ENDPOINT") + "/" + bucket + "/" + key);
        if (status(staging) == 200) {
            findings.problem(
                    variable, "what people upload is readable by everybody", "take public access from the bucket");
        }
    }

    private void requireServed(String key) {
        String media = env.required("BEACHDO_MEDIA_URL");
        int status = status(URI.create((media.endsWith("/") ? media : media + "/") + key));
        if (status != 200) {
            findings.problem(
                    "BEACHDO_MEDIA_URL",
                    status < 0
                            ? "nothing answers there"
                            : "does not serve what is in the media bucket: it answers " + status,
                    "let everybody read the media bucket, and name where");
        }
    }

    /** Minus one when nothing answers. */
    private static int status(URI url) {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setInstanceFollowRedirects(false);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status;
        } catch (IOException e) {
            return -1;
        }
    }

    private void refused(String variable, String bucket, SdkException failure) {
        if (!(failure instanceof S3Exception answer)) {
            findings.problem(
                    "BEACHDO_S3_ENDPOINT",
                    "no object store answers there",
                    "check host and port, http or https, and that a firewall lets this machine in");
            return;
        }
        switch (answer.statusCode()) {
            case 404 -> findings.problem(variable, "there is no bucket " + bucket, "make it, or name another");
            case 301, 400 ->
                findings.problem(
                        "BEACHDO_S3_REGION",
                        "the store does not take requests for this region (" + answer.statusCode() + ")",
                        "name the region of bucket " + bucket);
            case 401, 403 ->
                findings.problem(
                        "BEACHDO_S3_ACCESS_KEY",
                        "with this key and BEACHDO_S3_SECRET_KEY nothing may be written to " + bucket,
                        "check both, and that they may put, get and delete objects there");
            default ->
                findings.problem(
                        "BEACHDO_S3_ENDPOINT", "the store answers " + answer.statusCode(), "see the log of the store");
        }
    }
}
