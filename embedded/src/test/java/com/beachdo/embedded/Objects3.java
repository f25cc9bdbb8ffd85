package com.beachdo.embedded;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** An S3 client for the store that an environment points at. */
final class Objects3 implements AutoCloseable {
    private final S3Client client;
    private final S3Presigner presigner;

    Objects3(Map<String, String> environment) {
        URI endpoint = URI.create(requireNonNull(environment.get("BEACHDO_S3_ENDPOINT")));
        Region region = Region.of(requireNonNull(environment.get("BEACHDO_S3_REGION")));
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(
                requireNonNull(environment.get("BEACHDO_S3_ACCESS_KEY")),
                requireNonNull(environment.get("BEACHDO_S3_SECRET_KEY"))));
        client = S3Client.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        presigner = S3Presigner.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    void put(String bucket, String key, String type, String content) {
        client.putObject(request -> request.bucket(bucket).key(key).contentType(type), RequestBody.fromString(content));
    }

    String get(String bucket, String key) {
        return client.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asUtf8String();
    }

    URL presignedPut(String bucket, String key, String type, long length) {
        return presigner
                .presignPutObject(presign -> presign.signatureDuration(Duration.ofMinutes(5))
                        .putObjectRequest(request -> request.bucket(bucket)
                                .key(key)
                                .contentType(type)
                                .contentLength(length)))
                .url();
    }

    @Override
    public void close() {
        client.close();
        presigner.close();
    }
}
