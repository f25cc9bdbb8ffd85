package com.beachdo.catalog.pictures;

import com.beachdo.catalog.v1.Upload;
import com.google.protobuf.Timestamp;
import java.time.Instant;

/**
 * A request that puts one object of one type and length into the staging bucket. The length is signed too; HTTP clients
 * send it by themselves.
 */
record SignedUpload(String url, String contentType, Instant expiresAt) {
    Upload toUpload() {
        return Upload.newBuilder()
                .setMethod("PUT")
                .setUrl(url)
                .putHeaders("Content-Type", contentType)
                .setExpiresAt(Timestamp.newBuilder().setSeconds(expiresAt.getEpochSecond()))
                .build();
    }
}
